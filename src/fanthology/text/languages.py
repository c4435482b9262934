"""The languages a story can be written in: code, English name, own name, direction of writing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as a form offers it. `code` is BCP 47, `native` is its name in itself."""

    code: str
    english: str
    native: str
    dir: Direction


# code | English name | own name. Order does not matter: forms sort by the own name.
_TABLE = """
ab|Abkhaz|аԥсуа бызшәа
af|Afrikaans|Afrikaans
ak|Akan|Akan
am|Amharic|አማርኛ
an|Aragonese|aragonés
ang|Old English|Ænglisc
ar|Arabic|العربية
arc|Aramaic|ܐܪܡܝܐ
as|Assamese|অসমীয়া
ast|Asturian|asturianu
av|Avar|магӏарул мацӏ
az|Azerbaijani|azərbaycan dili
ba|Bashkir|башҡорт теле
bar|Bavarian|Boarisch
be|Belarusian|беларуская
bg|Bulgarian|български
bho|Bhojpuri|भोजपुरी
bm|Bambara|bamanankan
bn|Bengali|বাংলা
bo|Tibetan|བོད་སྐད་
br|Breton|brezhoneg
bs|Bosnian|bosanski
ca|Catalan|català
ce|Chechen|нохчийн мотт
ceb|Cebuano|Sinugboanon
ch|Chamorro|Chamoru
chr|Cherokee|ᏣᎳᎩ
ckb|Central Kurdish (Sorani)|کوردیی ناوەندی
co|Corsican|corsu
cop|Coptic|ⲙⲉⲧⲣⲉⲙⲛ̀ⲭⲏⲙⲓ
cs|Czech|čeština
cv|Chuvash|чӑваш чӗлхи
cy|Welsh|Cymraeg
da|Danish|dansk
de|German|Deutsch
dsb|Lower Sorbian|dolnoserbšćina
dv|Dhivehi|ދިވެހި
dz|Dzongkha|རྫོང་ཁ
ee|Ewe|Eʋegbe
egy|Ancient Egyptian|r n kmt
el|Greek|ελληνικά
en|English|English
en-GB|English (British)|British English
en-US|English (American)|American English
eo|Esperanto|Esperanto
es|Spanish|español
es-419|Spanish (Latin America)|español latinoamericano
et|Estonian|eesti
eu|Basque|euskara
fa|Persian|فارسی
fi|Finnish|suomi
fil|Filipino|Filipino
fj|Fijian|vosa Vakaviti
fo|Faroese|føroyskt
fr|French|français
fr-CA|French (Canada)|français canadien
frr|North Frisian|Nordfriisk
fur|Friulian|furlan
fy|West Frisian|Frysk
ga|Irish|Gaeilge
gd|Scottish Gaelic|Gàidhlig
gl|Galician|galego
gn|Guaraní|Avañe’ẽ
got|Gothic|𐌲𐌿𐍄𐌹𐍃𐌺
grc|Ancient Greek|Ἀρχαία Ἑλληνική
gsw|Swiss German|Schwiizertüütsch
gu|Gujarati|ગુજરાતી
gv|Manx|Gaelg
ha|Hausa|Hausa
haw|Hawaiian|ʻŌlelo Hawaiʻi
he|Hebrew|עברית
hi|Hindi|हिन्दी
hmn|Hmong|Hmoob
hr|Croatian|hrvatski
hsb|Upper Sorbian|hornjoserbšćina
ht|Haitian Creole|kreyòl ayisyen
hu|Hungarian|magyar
hy|Armenian|հայերեն
ia|Interlingua|interlingua
id|Indonesian|Bahasa Indonesia
ig|Igbo|Igbo
io|Ido|Ido
is|Icelandic|íslenska
it|Italian|italiano
iu|Inuktitut|ᐃᓄᒃᑎᑐᑦ
ja|Japanese|日本語
jbo|Lojban|la .lojban.
jv|Javanese|basa Jawa
ka|Georgian|ქართული
kab|Kabyle|Taqbaylit
kk|Kazakh|қазақ тілі
kl|Greenlandic|kalaallisut
km|Khmer|ខ្មែរ
kn|Kannada|ಕನ್ನಡ
ko|Korean|한국어
ku|Kurdish (Kurmanji)|kurdî
kw|Cornish|kernewek
ky|Kyrgyz|кыргызча
la|Latin|Latina
lad|Ladino|Djudeo-espanyol
lb|Luxembourgish|Lëtzebuergesch
lg|Ganda|Luganda
li|Limburgish|Limburgs
ln|Lingala|lingála
lo|Lao|ລາວ
lt|Lithuanian|lietuvių
lv|Latvian|latviešu
mg|Malagasy|Malagasy
mi|Māori|te reo Māori
mk|Macedonian|македонски
ml|Malayalam|മലയാളം
mn|Mongolian|монгол
mr|Marathi|मराठी
ms|Malay|Bahasa Melayu
mt|Maltese|Malti
mul|Several languages|⟨mul⟩
my|Burmese|မြန်မာ
nah|Nahuatl|Nāhuatl
nap|Neapolitan|napulitano
nb|Norwegian Bokmål|norsk bokmål
nds|Low German|Plattdüütsch
ne|Nepali|नेपाली
nl|Dutch|Nederlands
nn|Norwegian Nynorsk|norsk nynorsk
non|Old Norse|dǫnsk tunga
nv|Navajo|Diné bizaad
ny|Chewa|Chichewa
oc|Occitan|occitan
om|Oromo|Afaan Oromoo
or|Odia|ଓଡ଼ିଆ
os|Ossetian|ирон æвзаг
pa|Punjabi|ਪੰਜਾਬੀ
pa-Arab|Punjabi (Shahmukhi)|پنجابی
pcm|Nigerian Pidgin|Naijíriá Píjin
pl|Polish|polski
ps|Pashto|پښتو
pt|Portuguese|português
pt-BR|Portuguese (Brazil)|português brasileiro
pt-PT|Portuguese (Portugal)|português europeu
qu|Quechua|Runa Simi
qya|Quenya|Quenya
rm|Romansh|rumantsch
ro|Romanian|română
rom|Romani|romani čhib
ru|Russian|русский
rw|Kinyarwanda|Ikinyarwanda
sa|Sanskrit|संस्कृतम्
sah|Yakut|саха тыла
sc|Sardinian|sardu
scn|Sicilian|sicilianu
sco|Scots|Scots
sd|Sindhi|سنڌي
se|Northern Sámi|davvisámegiella
si|Sinhala|සිංහල
sjn|Sindarin|Sindarin
sk|Slovak|slovenčina
sl|Slovenian|slovenščina
sm|Samoan|Gagana faʻa Sāmoa
sn|Shona|chiShona
so|Somali|Soomaali
sq|Albanian|shqip
sr|Serbian (Cyrillic)|српски
sr-Latn|Serbian (Latin)|srpski
st|Southern Sotho|Sesotho
su|Sundanese|basa Sunda
sv|Swedish|svenska
sw|Swahili|Kiswahili
syr|Syriac|ܠܫܢܐ ܣܘܪܝܝܐ
szl|Silesian|ślōnskŏ gŏdka
ta|Tamil|தமிழ்
te|Telugu|తెలుగు
tg|Tajik|тоҷикӣ
th|Thai|ไทย
ti|Tigrinya|ትግርኛ
tk|Turkmen|türkmen dili
tlh|Klingon|tlhIngan Hol
tn|Tswana|Setswana
to|Tongan|lea faka-Tonga
tok|Toki Pona|toki pona
tpi|Tok Pisin|Tok Pisin
tr|Turkish|Türkçe
ts|Tsonga|Xitsonga
tt|Tatar|татар теле
tw|Twi|Twi
ty|Tahitian|reo Tahiti
ug|Uyghur|ئۇيغۇرچە
uk|Ukrainian|українська
und|Not said|⟨und⟩
ur|Urdu|اردو
uz|Uzbek|oʻzbekcha
vec|Venetian|vèneto
vi|Vietnamese|Tiếng Việt
vo|Volapük|Volapük
wa|Walloon|walon
war|Waray|Winaray
wo|Wolof|Wolof
xh|Xhosa|isiXhosa
yi|Yiddish|ייִדיש
yo|Yoruba|Yorùbá
yue|Cantonese|粵語
za|Zhuang|Vahcuengh
zgh|Tamazight|ⵜⴰⵎⴰⵣⵉⵖⵜ
zh|Chinese|中文
zh-Hans|Chinese (simplified)|简体中文
zh-Hant|Chinese (traditional)|繁體中文
zu|Zulu|isiZulu
zxx|Not in words|⟨zxx⟩
"""

_RTL_SCRIPTS = frozenset(
    "adlm arab aran armi avst chrs cprt elym garh hatr hebr hung khar lydi mand mani mend merc mero narb nbat nkoo "
    "orkh ougr palm phli phlp phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa todr yezi".split()
)
_RTL_LANGUAGES = frozenset(
    "ar arc arz apc ary acm aeb ajp azb bal bqi ckb dv fa glk he iw ji khw ks lrc mzn nqo pnb prs ps rhg sam sd sdh "
    "skr syr ug ur yi ydd aii aij bgn".split()
)
_CODE = re.compile(
    r"(?!.{36})(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"  # language, extended language
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?:[a-z]{2}|\d{3}))?"  # region
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"  # variants
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)


def is_code(code: str) -> bool:
    """Tell whether a code is well formed (BCP 47), known to us or not. At most 35 characters."""
    return _CODE.fullmatch(code) is not None


def direction(code: str) -> Direction:
    """Return the direction of writing: by the script the code names, else by the language. Unknown is `ltr`."""
    match = _CODE.fullmatch(code)
    if match is None:
        return "ltr"
    script = match["script"]
    if script:
        return "rtl" if script.lower() in _RTL_SCRIPTS else "ltr"
    return "rtl" if code.lower().split("-")[0] in _RTL_LANGUAGES else "ltr"


def _read_table() -> Mapping[str, Language]:
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return MappingProxyType(
        {code: Language(code, english, native, direction(code)) for code, english, native in rows}
    )


LANGUAGES: Mapping[str, Language] = _read_table()


def choices() -> list[tuple[str, str]]:
    """Return the languages for a form, by English name: (code, "Deutsch · German")."""
    known = sorted(LANGUAGES.values(), key=lambda language: language.english.casefold())
    return [
        (one.code, one.english if one.native == one.english else f"{one.english} · {one.native}")
        for one in known
    ]
