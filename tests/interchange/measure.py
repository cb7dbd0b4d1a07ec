"""Measures an import of a large package: `python -m tests.interchange.measure [OBJECTS]`.

Runs in the database of DATABASE_URL, within a transaction that it takes back at the end.
"""

import json
import random
import resource
import sys
import time
from functools import partial
from typing import Any

Document = dict[str, Any]

#: How many of each, of a thousand objects.
SHARES = {
    "goals": 40,
    "positions": 240,
    "measures": 200,
    "observations": 60,
    "contributions": 440,
    "plans": 20,
}


def large_package(objects: int, seed: int = 1) -> Document:
    """A valid package of about so many objects."""
    rng = random.Random(seed)
    goals, positions, measures, observations, contributions, plans = (
        max(1, objects * share // 1000) for share in SHARES.values()
    )
    plan = [f"plan-{n}" for n in range(plans)]
    rationale = "Åtgärden minskar utsläppen från resor i kommunen och gör tätorten tryggare att röra sig i."
    package: Document = {
        "format": "samplan-package", "version": 1,
        "organisation": {"key": "storstad", "name": "Storstad", "kind": "municipality", "country": "SE"},
        "units": [{"key": f"u{n}", "name": f"Nämnd {n}", "kind": "committee"} for n in range(40)],
        "frameworks": [{"key": f"f{n}", "title": f"Mål {n}", "level": "municipal"} for n in range(10)],
        "indicators": [{"key": f"i{n}", "title": f"Indikator {n}"} for n in range(observations // 20 + 1)],
        "plan_types": [{"key": "plan", "name": "Plan", "family": "plan"}],
    }  # fmt: skip
    package["goals"] = [
        {
            "key": f"g{n}",
            "framework": f"f{n % 10}",
            "title": f"Mål nummer {n}",
            "unit": f"u{n % 40}",
            "text": rationale,
        }
        for n in range(goals)
    ]
    package["observations"] = [
        {"indicator": f"i{n // 20}", "year": 2000 + n % 20, "value": rng.randint(0, 1000) / 8}
        for n in range(observations)
    ]
    package["plans"] = [{"key": key, "title": key, "type": "plan", "status": "in_force"} for key in plan]
    package["positions"] = [
        {
            "key": f"p{n}",
            "plan": plan[n % plans],
            "statement": rationale,
            "spatial": n % 2 == 0,
            "unit": f"u{n % 40}",
        }
        for n in range(positions)
    ]
    package["measures"] = [
        {"key": f"m{n}", "plan": plan[n % plans], "title": rationale, "status": "ongoing",
         "start": "2024-01-01",
         "cost": rng.randint(1, 10**7), "partners": [f"u{n % 7}", f"u{n % 7 + 8}"],
         "implements": [f"p{rng.randrange(positions)}"]}
        for n in range(measures)
    ]  # fmt: skip
    pairs = {(rng.randrange(positions), rng.randrange(goals)) for _ in range(contributions)}
    package["contributions"] = [
        {
            "item": f"position:p{p}",
            "goal": f"f{g % 10}/g{g}",
            "strength": rng.randint(-3, 3),
            "rationale": rationale,
        }
        for p, g in sorted(pairs)
    ]
    return package


def main() -> None:
    """Imports it three times: all new, nothing new, and every third position changed."""
    import django

    django.setup()
    from django.db import transaction

    from interchange.packages.exporting import text_of
    from interchange.services.packages import Source, export_package, import_packages
    from organisations.models import Organisation

    package = large_package(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    objects = sum(len(value) for value in package.values() if isinstance(value, list))
    original = json.dumps(package).encode()
    for position in package["positions"][::3]:
        position["statement"] += " Ändrat."
    changed = json.dumps(package).encode()
    del package
    print(f"{objects} objects, {len(original) / 1e6:.1f} MB")
    with transaction.atomic():
        for name, data in (("all new", original), ("nothing new", original), ("some changed", changed)):
            began = time.perf_counter()
            outcome = import_packages(sources=[Source(name, partial(bytes, data))])
            seconds = time.perf_counter() - began
            print(f"{name}: {seconds:.1f} s, {outcome.written} written, {memory():.0f} MB at most")
        began = time.perf_counter()
        size = sum(map(len, text_of(export_package(organisation=Organisation.objects.get(key="storstad")))))
        print(f"export: {time.perf_counter() - began:.1f} s, {size / 1e6:.1f} MB, {memory():.0f} MB at most")
        transaction.set_rollback(True)


def memory() -> float:
    """The most memory that the process has had, in MB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
