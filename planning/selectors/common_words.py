"""Words that say nothing of what a text is about, and that PostgreSQL's lists of stop words leave out.

Its lists are Snowball's (snowballstem.org, algorithms/swedish/stop.txt and algorithms/norwegian/stop.txt):
*skulle* and *kan* are in them, *ska*, *bör* and *måste* are not. Plans and goals are written in such words.
Here are the forms of auxiliary verbs, conjunctions and prepositions that are missing there. Words of amount
and kind (*mer*, *fler*, *andra*) are not among them: with those as well, fewer of the demonstration's links
were suggested (docs/suggestions.md).
"""

from collections.abc import Mapping

SWEDISH = """
    ska skall må måtte bör borde böra måste får fick fått kunna kunnat vill ville velat lär torde
    vara varit vore blir bliva blivit haft hava ges görs gör göra gjort
    och samt även också både såväl liksom eller antingen varken utan dock därför därmed därigenom därutöver
    eftersom medan såsom genom enligt hos bland via per trots kring inför utifrån utöver gentemot gällande
    avseende beträffande angående respektive längs där här exempelvis
"""
NORWEGIAN = """
    skal skulle må måtte bør burde får fikk fått kunne kunnet vil ville villet være vært blir ble blitt
    har hatt hadde gis gjøres gjør gjøre gjort
    og samt også både likesom eller enten verken uten dog derfor dermed derigjennom ettersom mens gjennom
    ifølge hos blant via per tross rundt innen innenfor utover overfor gjelder gjeldende angående henholdsvis
    langs eksempelvis
"""
#: By PostgreSQL's name for the language.
COMMON_WORDS: Mapping[str, frozenset[str]] = {
    "swedish": frozenset(SWEDISH.split()),
    "norwegian": frozenset(NORWEGIAN.split()),
}


def is_common(word: str, stems: str) -> bool:
    """Whether a word in lower case says nothing in the language (PostgreSQL's name)."""
    return word in COMMON_WORDS.get(stems, ())
