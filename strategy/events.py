"""What strategy announces: each carries `organisation` (whose edit it is) and the thing itself."""

from django.dispatch import Signal

#: A term was recorded, changed or removed: `organisation`, `term`.
term_changed = Signal()
#: A planning strategy was begun, changed, adopted or removed: `organisation`, `strategy`.
strategy_changed = Signal()
#: A stance on a plan was taken, changed or taken back: `organisation`, `need`.
plan_need_changed = Signal()
#: A requirement was judged, judged otherwise, or the verdict was taken back: `organisation`, `verdict`.
verdict_changed = Signal()
#: A changed condition was written down, changed or taken back: `organisation`, `condition`.
condition_changed = Signal()
#: A situation report was begun, changed or removed: `organisation`, `report`.
report_changed = Signal()
#: What units would do together was written down, changed or taken back: `organisation`, `cooperation`.
cooperation_changed = Signal()
#: A unit's capacity was said, said otherwise or taken back: `organisation`, `capacity`.
capacity_changed = Signal()
#: Somebody was put on a strategy's mailing list, changed or taken off: `organisation`, `recipient`.
recipient_changed = Signal()
#: A change of an adopted strategy was decided, put right or removed: `organisation`, `change`.
strategy_change_changed = Signal()
#: A scenario was described, changed or removed: `organisation`, `scenario`.
scenario_changed = Signal()
#: How something fares under a scenario was judged, or that was taken back: `organisation`, `robustness`.
robustness_changed = Signal()
#: A number of inhabitants was said, said otherwise or taken back: `organisation`, `figure`.
population_changed = Signal()
