"""The catalogue that data portals read: DCAT-AP-SE, the Swedish profile of the European one.

What it has to hold by the profile: of the catalogue title, description, publisher, licence and sets; of each
set title, description and publisher; of each distribution where it is. A Norwegian organisation's catalogue
has the same shape, which its profile (DCAT-AP-NO) reads as well.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, Node, URIRef

from interchange.open_data.datasets import DATASETS, Dataset
from organisations.models import Organisation

TITLE = _("Open data on goals and plans")
DESCRIPTION = _("What the public may read of the goals, plans and measures, and how they hang together.")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority"
LICENCES = {
    Organisation.Licence.CC0: "http://creativecommons.org/publicdomain/zero/1.0/",
    Organisation.Licence.CC_BY: "http://creativecommons.org/licenses/by/4.0/",
}
LANGUAGES = {"sv": "SWE", "nb": "NOB", "nn": "NNO", "en": "ENG"}
#: In which of the product's languages an organisation is spoken of.
SPOKEN = {"sv": "sv", "nb": "nb", "nn": "nb", "en": "en"}
FILE_TYPES = {"csv": "CSV", "json": "JSON", "geojson": "GEOJSON"}
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
REGIONAL_AUTHORITY = "http://purl.org/adms/publishertype/RegionalAuthority"
#: How a portal may ask for the catalogue: end of the address, name of the form, media type.
CATALOGUE_FORMS = {
    "rdf": ("pretty-xml", "application/rdf+xml"),
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("json-ld", "application/ld+json"),
}
#: Where the page of the open data is (no set), or a set in one of its forms.
Address = Callable[[str, str], str]
Said = tuple[Node, Node, Node]


def catalogue(organisation: Organisation, modified: datetime | None, address: Address) -> Graph:
    """The catalogue of the organisation's open data; `modified` is when the report was made."""
    graph = Graph()
    for prefix, namespace in (("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
        graph.bind(prefix, namespace)
    for said in _said(organisation, modified, address):
        graph.add(said)
    return graph


def written(graph: Graph, form: str) -> bytes:
    """The catalogue in one of `CATALOGUE_FORMS`."""
    return graph.serialize(format=CATALOGUE_FORMS[form][0], encoding="utf-8")


def _said(organisation: Organisation, modified: datetime | None, address: Address) -> Iterator[Said]:
    page = address("", "")
    whole, publisher = URIRef(f"{page}#katalog"), URIRef(f"{page}#utgivare")
    yield whole, RDF.type, DCAT.Catalog
    yield from _worded(whole, organisation, DCTERMS.title, TITLE)
    yield from _worded(whole, organisation, DCTERMS.description, DESCRIPTION)
    yield whole, DCTERMS.publisher, publisher
    yield whole, DCTERMS.license, URIRef(LICENCES[Organisation.Licence(organisation.open_data_licence)])
    yield whole, DCTERMS.language, _language(organisation)
    yield whole, FOAF.homepage, URIRef(page)
    yield from _publisher(organisation, publisher)
    for dataset in DATASETS:
        subject = URIRef(f"{page}#{dataset.name}")
        yield whole, DCAT.dataset, subject
        yield from _dataset(organisation, dataset, subject, address)
        yield subject, DCTERMS.publisher, publisher
        if modified:
            yield subject, DCTERMS.modified, Literal(modified.isoformat(), datatype=XSD.dateTime)


def _publisher(organisation: Organisation, publisher: URIRef) -> Iterator[Said]:
    is_local = organisation.kind == Organisation.Kind.MUNICIPALITY
    yield publisher, RDF.type, FOAF.Agent
    yield publisher, FOAF.name, Literal(organisation.name)
    yield publisher, DCTERMS.type, URIRef(LOCAL_AUTHORITY if is_local else REGIONAL_AUTHORITY)


def _dataset(
    organisation: Organisation, dataset: Dataset, subject: URIRef, address: Address
) -> Iterator[Said]:
    yield subject, RDF.type, DCAT.Dataset
    yield subject, DCTERMS.identifier, Literal(str(subject))
    yield from _worded(subject, organisation, DCTERMS.title, dataset.title)
    yield from _worded(subject, organisation, DCTERMS.description, dataset.description)
    yield subject, DCTERMS.language, _language(organisation)
    yield subject, DCTERMS.accessRights, URIRef(f"{EU}/access-right/PUBLIC")
    yield subject, DCTERMS.accrualPeriodicity, URIRef(f"{EU}/frequency/UPDATE_CONT")
    yield subject, DCAT.theme, URIRef(f"{EU}/data-theme/GOVE")
    if organisation.contact_email:
        contact = URIRef(f"{subject}-kontakt")
        yield subject, DCAT.contactPoint, contact
        yield contact, RDF.type, VCARD.Organization
        yield contact, VCARD.fn, Literal(organisation.name)
        yield contact, VCARD.hasEmail, URIRef(f"mailto:{organisation.contact_email}")
    for form in dataset.forms:
        distribution = URIRef(f"{subject}-{form}")
        yield subject, DCAT.distribution, distribution
        yield from _distribution(organisation, distribution, form, URIRef(address(dataset.name, form)))


def _distribution(organisation: Organisation, subject: URIRef, form: str, at: URIRef) -> Iterator[Said]:
    yield subject, RDF.type, DCAT.Distribution
    yield subject, DCTERMS.title, Literal(FILE_TYPES[form])
    yield subject, DCAT.accessURL, at
    yield subject, DCAT.downloadURL, at
    yield subject, DCTERMS.format, Literal(MEDIA_TYPES[form])
    yield subject, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[form]}")
    yield subject, DCTERMS.license, URIRef(LICENCES[Organisation.Licence(organisation.open_data_licence)])


def _worded(subject: Node, organisation: Organisation, says: Node, text: str | Promise) -> Iterator[Said]:
    """The same in the organisation's language and in English."""
    for language in dict.fromkeys((SPOKEN[organisation.language], "en")):
        with override(language):
            yield subject, says, Literal(str(text), lang=language)


def _language(organisation: Organisation) -> URIRef:
    return URIRef(f"{EU}/language/{LANGUAGES[organisation.language]}")
