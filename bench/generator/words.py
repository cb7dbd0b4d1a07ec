"""The words that titles are made of. The places are invented."""

PLACE_BEGINNINGS = (
    "Alm", "Ask", "Berg", "Björk", "Brunn", "Ek", "Fors", "Gran", "Häll", "Hägg", "Lind", "Lång", "Löv",
    "Norr", "Rönn", "Sand", "Sjö", "Sten", "Svart", "Söder", "Tall", "Ulv", "Väster", "Åker", "Älv",
    "Öster",
)  # fmt: skip
PLACE_ENDS = (
    "arp",
    "borg",
    "bro",
    "by",
    "dal",
    "hult",
    "köping",
    "lunda",
    "näs",
    "sele",
    "sund",
    "tuna",
    "vik",
    "ås",
)

DEPARTMENTS = (
    ("ks", "Kommunstyrelsen", "board"),
    ("msn", "Miljö- och samhällsnämnden", "committee"),
    ("bun", "Barn- och utbildningsnämnden", "committee"),
    ("von", "Vård- och omsorgsnämnden", "committee"),
    ("kfn", "Kultur- och fritidsnämnden", "committee"),
    ("klf", "Kommunledningsförvaltningen", "department"),
    ("sam", "Samhällsbyggnad", "department"),
    ("tek", "Teknisk förvaltning", "department"),
    ("bou", "Barn och utbildning", "department"),
    ("voo", "Vård och omsorg", "department"),
    ("kof", "Kultur och fritid", "department"),
    ("soc", "Socialförvaltningen", "department"),
    ("hus", "Bostadsbolaget", "company"),
    ("energi", "Energibolaget", "company"),
    ("foreningar", "Föreningslivet", "external"),
    ("naringsliv", "Näringslivet", "external"),
)

GOAL_VERBS = (
    "Halvera", "Minska", "Öka", "Stärk", "Trygga", "Utveckla", "Bevara", "Förbättra", "Jämna ut",
    "Fördubbla", "Ställ om", "Säkra",
)  # fmt: skip
MATTERS = (
    "utsläppen från vägtrafiken", "andelen resor med cykel", "tillgången till grönska nära hemmet",
    "bostadsbyggandet i stationsnära lägen", "elevernas resultat i grundskolan",
    "den biologiska mångfalden", "vattenkvaliteten i sjöar och vattendrag", "tryggheten i offentliga rum",
    "energianvändningen i lokaler", "sysselsättningen bland unga", "kollektivtrafikens andel av resorna",
    "den goda bebyggda miljön", "matsvinnet i de kommunala köken", "tillgången till mark för företag",
    "äldres psykiska hälsa", "delaktigheten i planeringen", "skyddet mot översvämning",
    "den ekologiska odlingen", "återbruket av byggvaror", "det lokala kulturlivet",
    "bredbandstäckningen på landsbygden", "kompetensförsörjningen i välfärden",
    "jämställdheten i arbetslivet", "tillgängligheten i offentliga miljöer", "produktionen av förnybar el",
    "den sociala sammanhållningen", "barns rörelse i vardagen", "avfallet per invånare",
    "dricksvattnets kvalitet", "landsbygdens service", "besöksnäringens helårsarbeten",
    "de hemlösas möjlighet till bostad", "luftkvaliteten i centrum", "trafiksäkerheten vid skolor",
    "ungas fritid", "den cirkulära ekonomin",
)  # fmt: skip
FOR_WHOM = (
    "i hela kommunen", "för barn och unga", "i tätorterna", "på landsbygden", "för alla över 65 år",
    "till 2030", "till 2035", "jämfört med 2020", "i kommunens egen verksamhet",
    "tillsammans med näringslivet", "i varje stadsdel", "utan att någon lämnas utanför",
)  # fmt: skip

FRAMEWORK_TITLES = (
    "Fullmäktiges mål", "Hållbarhetsprogrammets mål", "Målbilden för det växande samhället",
    "Klimatlöftena", "Folkhälsomålen", "Näringslivsmålen", "Bildningens mål", "Miljömålen i kommunen",
)  # fmt: skip

PLAN_TYPES = (
    ("op", "Översiktsplan", "comprehensive", "normative"),
    ("fop", "Fördjupad översiktsplan", "comprehensive_part", "normative"),
    ("strategi", "strategi", "strategy", "activating"),
    ("program", "program", "programme", "activating"),
    ("plan", "plan", "plan", "activating"),
    ("handlingsplan", "handlingsplan", "operational_plan", "activating"),
    ("policy", "policy", "policy", "normative"),
    ("riktlinjer", "riktlinjer", "guideline", "normative"),
)
PLAN_SUBJECTS = (
    "Klimat", "Energi", "Avfalls", "Trafik", "Cykel", "Grönstruktur", "Vatten", "Bostads", "Närings",
    "Kultur", "Biblioteks", "Folkhälso", "Jämställdhets", "Landsbygds", "Mark", "Skol", "Äldre",
    "Trygghets", "Digitaliserings", "Kompetens", "Naturvårds", "Kemikalie", "Livsmedels", "Besöks",
    "Dagvatten", "Friluftslivs", "Integrations", "Ungdoms", "Lokal", "Beredskaps",
)  # fmt: skip

POSITION_VERBS = (
    "prioriterar", "skyddar", "ger plats för", "tar ansvar för", "samlar", "följer upp", "ställer krav på",
    "underlättar", "reserverar mark för", "förtätar kring", "binder samman", "avstår från",
)  # fmt: skip
POSITION_THINGS = (
    "gång- och cykelstråk mellan stadsdelarna", "sammanhängande grönstråk",
    "bostäder i blandade upplåtelseformer", "verksamhetsmark vid de större vägarna",
    "stränder som alla kan nå", "skolor och förskolor nära bostäderna", "jordbruksmark av högsta klass",
    "kollektivtrafikens stomlinjer", "öppen dagvattenhantering", "mötesplatser för unga",
    "lokala livsmedel i upphandlingen", "byggande i trä", "solel på kommunens tak", "tysta områden",
    "kulturhistoriskt värdefulla miljöer", "lokaler för föreningar", "fossilfria transporter",
    "återbruk i alla byggprojekt", "service i landsbygdens orter", "särskilda boenden i varje kommundel",
)  # fmt: skip
POSITION_CONDITIONS = (
    "när staden växer", "före annan exploatering", "i samråd med de boende", "i varje detaljplan",
    "vid alla större investeringar", "så att vardagen fungerar utan bil", "med hänsyn till barns behov",
    "i samverkan med regionen", "inom ramen för budgeten", "i god tid före 2035",
)  # fmt: skip

MEASURE_VERBS = (
    "Bygg ut", "Inventera", "Upprätta en plan för", "Utbilda personal om", "Inför", "Byt ut", "Kartlägg",
    "Ta fram riktlinjer för", "Informera om", "Planlägg", "Rusta upp", "Starta ett pilotprojekt om",
)  # fmt: skip
MEASURE_THINGS = (
    "cykelvägen", "laddplatser vid kommunens fastigheter", "belysningen i parker",
    "avfallssorteringen i skolorna", "dagvattendammen", "värmesystemet i förskolorna", "busshållplatserna",
    "fritidsgården", "våtmarken", "verksamhetsområdet", "biblioteksfilialen", "ledningsnätet för vatten",
    "skolgården", "trygghetsboendet", "klimatkrav i upphandlingen", "energieffektivisering",
    "odlingslotterna", "badplatsen", "resecentrumet", "lokalförsörjningen",
)  # fmt: skip

HEADINGS = (
    "Inledning", "Nuläge", "Utmaningar", "Inriktning", "Ställningstaganden", "Åtgärder", "Uppföljning",
    "Genomförande", "Konsekvenser", "Ansvar",
)  # fmt: skip
REASONS = (
    "Följer av planens inriktning.", "Bedömt av förvaltningen vid årets genomgång.",
    "Sambandet är belagt i kunskapsunderlaget.", "Påverkar målet på sikt.", "Gäller en del av kommunen.",
    "Målet kan inte nås utan detta.", "Konkurrerar om samma mark.", "Ökar transporterna något.",
)  # fmt: skip
MEASURED_UNITS = ("procent", "ton per år", "antal", "kWh per m²", "andel invånare", "kronor per invånare")
