#!/usr/bin/env python3
"""Write the generated tables: countries from Debian's iso-codes, CLDR as ICU carries it and the United Nations' list as
OCHA publishes it, and inflected names of countries and bodies.

usage: generate.py        needs Debian's iso-codes, libicu72 and unicode-cldr-core, and PyPI's hdx-python-country
                          (--no-deps will do); CLDR_ROOT names another place of unicode-cldr-core's files

CLDR names are taken for the languages below. A translation of iso-codes is taken only when no other source gives that
name to another country, since some of its catalogues have names in the wrong place; one of a long name only when it
has a word of the short name that CLDR gives. A name that two countries claim is given to neither: it is listed at the
end of the file, as a comment. Inflected forms come from tables of endings; a form that is also the name of another
country is dropped.
"""
import collections, csv, ctypes, gettext, glob, importlib.util, json, os, pathlib, re, unicodedata, xml.etree.ElementTree

TABLES = pathlib.Path(__file__).resolve().parent.parent / "Tables"
ISO = pathlib.Path("/usr/share/iso-codes/json")
SUBDIVISIONS = pathlib.Path(os.environ.get("CLDR_ROOT", "/usr/share/unicode/cldr")) / "common/subdivisions"
# Locales, the languages they are put down as being what stands before "_".
CLDR = """en ru uk be kk ky uz uz_Cyrl az az_Cyrl tr tk tg hy ka mn fr fr_CA es es_419 es_MX pt pt_PT de de_AT de_CH it
 nl pl cs sk hu ro bg sr sr_Latn hr bs sl mk sq el sv da nb is fi et lv lt ca ar ar_LY ar_SA fa fa_AF he hi ur ur_IN bn
 zh zh_Hant zh_Hant_HK ja ko vi id ms th""".split()
TRANSLATIONS = """ru uk be kk ky uz az tr tk tg hy ka mn fr es pt pt_BR de it nl pl cs sk hu ro bg sr sr@latin hr sl mk sq
 el sv da nb fi et lv lt ca ar fa he hi ur bn zh_CN zh_TW ja ko vi id ms th""".split()
# Words of a language, or capitals, that are also how another language writes a country.
NEVER = {"island", "tunis", "alger", "man", "jersey city", "mali me", "san"}
TERRITORIES_OF = ("CN", "FI", "FR", "NL", "NO", "US")
OWN_LIST = {"XK": "Kosovo"}
# A name that sources give to one half of an island alone, without saying which half in a bracket.
SHARED = {"MF": "MF|SX"}


def fold(name):
    text = unicodedata.normalize("NFKD", name).casefold().replace("ё", "е").replace("ґ", "г").replace("ı", "i")
    text = "".join(c for c in text if not unicodedata.combining(c) or c in "\u0306")
    return " ".join(re.findall(r"[^\s,()/&–—-]+", re.sub(r"['’ʻʼ`.]", "", text)))


def clean(name):
    return " ".join(name.replace("’", "'").split())


def one_edit(left, right):
    """Whether one letter more, less or other makes one name the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
    return left[start + 1:] == right[start:] or left[start:] == right[start + 1:] or left[start + 1:] == right[start + 1:]


class CLDRNames:
    """Names of countries in ICU's region data: the usual one, and CLDR's short and variant ones."""

    def __init__(self):
        path = sorted(glob.glob("/usr/lib/*/libicuuc.so.[0-9]*"))[-1]
        version = path.split(".so.")[1].split(".")[0]
        library = ctypes.CDLL(path)
        self.data = f"icudt{version}l-region".encode()
        self.open, self.table, self.string, self.close = (
            getattr(library, f"{name}_{version}")
            for name in ("ures_open", "ures_getByKey", "ures_getStringByKey", "ures_close"))
        self.open.restype = self.table.restype = ctypes.c_void_p
        self.string.restype = ctypes.POINTER(ctypes.c_uint16)
        self.bundles = {}

    def bundle(self, locale):
        """The tables of one locale; none of them for a locale that ICU does not have."""
        if locale not in self.bundles:
            error = ctypes.c_int(0)
            whole = self.open(self.data, locale.encode(), ctypes.byref(error))
            found = []
            for name in ("Countries", "Countries%short", "Countries%variant"):
                failed = ctypes.c_int(0)
                table = self.table(ctypes.c_void_p(whole), name.encode(), None, ctypes.byref(failed))
                if error.value == 0 and failed.value == 0:
                    found.append(ctypes.c_void_p(table))
            self.bundles[locale] = found
        return self.bundles[locale]

    def names(self, locale, code):
        for table in self.bundle(locale):
            length, error = ctypes.c_int(0), ctypes.c_int(0)
            text = self.string(table, code.encode(), ctypes.byref(length), ctypes.byref(error))
            if error.value == 0:  # Not 0: taken from another language, or not there.
                yield ctypes.string_at(text, 2 * length.value).decode("utf-16le")


def unterm():
    """(code, language, name) of the United Nations' short and statistical names in their six languages, as OCHA lists them."""
    languages = {"English": "en", "French": "fr", "Spanish": "es", "Russian": "ru", "Chinese": "zh", "Arabic": "ar"}
    folder = importlib.util.find_spec("hdx.location").submodule_search_locations[0]
    with open(next(pathlib.Path(folder).glob("*Taxonomy*.csv")), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in row:
                first, _, second = column.partition(" ")
                language = languages.get(second if first == "M49" else first if second in ("Short", "Formal") else "")
                if language and row[column] and re.fullmatch("[A-Z]{2}", row["ISO 3166-1 Alpha 2-Codes"]):
                    yield row["ISO 3166-1 Alpha 2-Codes"], language, row[column]


# Russian -----------------------------------------------------------------------------------------
RU_PLURAL = {"филиппины": "филиппин", "мальдивы": "мальдив", "багамы": "багам", "коморы": "комор", "сейшелы": "сейшел",
             "нидерланды": "нидерландов", "эмираты": "эмиратов", "штаты": "штатов", "острова": "островов",
             "территории": "территорий", "бермуды": "бермуд", "фареры": "фарер", "мальвины": "мальвин"}
RU_NEUTER = {"королевство", "княжество", "государство", "содружество", "герцогство"}
RU_FEMININE_SOFT = {"беларусь"}
RU_IRREGULAR = {"египет": "египт", "сенегал": "сенегал"}
CASES = range(5)  # genitive, dative, accusative, instrumental, prepositional


def ru_adjective(word):
    if word.lower().endswith(("ание", "ение")):
        return None
    stem, end = word[:-2], word[-2:].lower()
    soft = word[-3:-2].lower() in "кгх"
    return {"ая": [stem + e for e in ("ой", "ой", "ую", "ой", "ой")],
            "яя": [stem + e for e in ("ей", "ей", "юю", "ей", "ей")],
            "ое": [stem + e for e in ("ого", "ому", "ое", "им" if soft else "ым", "ом")],
            "ый": [stem + e for e in ("ого", "ому", "ый", "ым", "ом")],
            "ий": [stem + e for e in ("ого", "ому", "ий", "им", "ом")] if soft else None,
            "ые": [stem + e for e in ("ых", "ым", "ые", "ыми", "ых")],
            "ие": [stem + e for e in ("их", "им", "ие", "ими", "их")],
            "вы": [word + e for e in ("х", "м", "", "ми", "х")]}.get(end)


def ru_noun(word):
    low = word.lower()
    if "-" in word and low not in RU_PLURAL:
        head, _, last = word.rpartition("-")
        forms = ru_noun(last)
        return forms and [f"{head}-{f}" for f in forms]
    if low in RU_PLURAL:
        genitive = word[0] + RU_PLURAL[low][1:]
        stem = word[:-1]
        soft = low.endswith("ии")
        dative, instrumental, prepositional = ("ям", "ями", "ях") if soft else ("ам", "ами", "ах")
        return [genitive, stem + dative, word, stem + instrumental, stem + prepositional]
    if low in RU_NEUTER or low.endswith("ство"):
        return [word[:-1] + e for e in ("а", "у", "о", "ом", "е")]
    if low in RU_FEMININE_SOFT:
        return [word[:-1] + e for e in ("и", "и", "ь", "ью", "и")]
    if low.endswith(("ание", "ение")):
        return [word[:-1] + e for e in ("я", "ю", "е", "ем", "и")]
    if low.endswith("ия"):
        return [word[:-1] + e for e in ("и", "и", "ю", "ей", "и")]
    if low.endswith("ея") or low.endswith("ья"):
        return [word[:-1] + e for e in ("и", "е", "ю", "ей", "е")]
    if low.endswith("а"):
        return [word[:-1] + e for e in ("и" if low[-2] in "гкхжшчщ" else "ы", "е", "у",
                                        "ей" if low[-2] in "жшчщц" else "ой", "е")]
    if low.endswith("й") or low.endswith("ль"):
        return [word[:-1] + e for e in ("я", "ю", word[-1], "ем", "е")]
    if low in RU_IRREGULAR:
        stem = word[0] + RU_IRREGULAR[low][1:]
        return [stem + "а", stem + "у", word, stem + "ом", stem + "е"]
    if low[-1] in "бвгдзклмнпрстфхцчшщж":
        return [word + "а", word + "у", word, word + "ом", word + "е"]
    return None


def ru_forms(name, joined=True):
    """The five oblique cases of a name in the nominative: adjectives and head noun change, what follows stays.

    `joined`: "и" stands between two nouns that both change.
    """
    if not re.fullmatch(r"[А-Яа-яЁё' –—-]+", name) or name.isupper():
        return []
    parts = []
    for part in name.split(" и ") if joined else [name]:
        words, changed, done = part.split(), [], False
        for index, word in enumerate(words):
            forms = None if done else (ru_adjective(word) if index + 1 < len(words) else None)
            if forms is None and not done:
                forms, done = ru_noun(word) or [word] * 5, True
            changed.append(forms or [word] * 5)
        parts.append([" ".join(w[case] for w in changed) for case in CASES])
        if len(words) > 1 and not changed[0][0] != words[0]:
            return []
    return sorted({" и ".join(p[case] for p in parts) for case in CASES} - {name})


def ru_adjective_forms(name):
    """Every form of an adjective like "польский": gender, number and case."""
    if not name.endswith("кий"):
        return []
    return [name[:-2] + e for e in "ого ому им ом ая ой ую ое ие их ими".split()]


# Ukrainian and Belarusian ------------------------------------------------------------------------
UK_SOFTENED = {"г": "з", "к": "ц", "х": "с"}
UK_PLURAL = {"штати": "штатів", "емірати": "еміратів", "острови": "островів", "філіппіни": "філіппін", "нідерланди": "нідерландів",
             "багами": "багам", "мальдіви": "мальдів", "сейшели": "сейшелів", "комори": "коморів"}


def uk_adjective(word):
    stem, end = word[:-1], word[-1:].lower()
    if word[-2:].lower() == "ий":
        return [word[:-2] + e for e in ("ого", "ому", "ий", "им", "ому")]
    if end == "а":
        return [stem + e for e in ("ої", "ій", "у", "ою", "ій")]
    if end == "е":
        return [stem + e for e in ("ого", "ому", "е", "им", "ому")]
    return [stem + e for e in ("их", "им", "і", "ими", "их")] if end == "і" else None


def uk_noun(word):
    low = word.lower()
    if low in UK_PLURAL:
        stem = word[:-1]
        return [word[0] + UK_PLURAL[low][1:]] + [stem + e for e in ("ам", "и", "ами", "ах")]
    if low.endswith("ія") or low.endswith("їя"):
        return [word[:-1] + e for e in ("ї", "ї", "ю", "єю", "ї")]
    if low.endswith("ство"):
        return [word[:-1] + e for e in ("а", "у", "о", "ом", "і")]
    if low.endswith("я"):
        return [word[:-1] + e for e in ("і", "і", "ю", "ею", "і")]
    if low.endswith(("жа", "ча", "ша", "ща")):
        return [word[:-1] + e for e in ("і", "і", "у", "ею", "і")]
    if low.endswith("а"):
        soft = word[:-2] + UK_SOFTENED.get(low[-2], word[-2])
        return [word[:-1] + "и", soft + "і", word[:-1] + "у", word[:-1] + "ою", soft + "і"]
    if low.endswith("й"):
        return [word[:-1] + e for e in ("ю", "ю", "й", "єм", "ї")]
    if low.endswith("рь") or low.endswith("ль"):
        return [word[:-1] + e for e in ("ю", "ю", "ь", "ем", "і")]
    if low.endswith("сь"):
        return [word[:-1] + e for e in ("і", "і", "ь", "сю", "і")]
    if low[-1] in "бвгдзклмнпрстфх":
        return [word + e for e in ("у", "у", "", "ом", "і")]
    return None


def uk_forms(name):
    if not re.fullmatch(r"[А-Яа-яЄєІіЇїҐґ' -]+", name) or name.isupper():
        return []
    words = name.split()
    for head in range(len(words)):
        noun = uk_noun(words[head]) if head + 1 == len(words) or uk_adjective(words[head]) is None else None
        if noun is None and (head + 1 == len(words) or uk_adjective(words[head]) is None):
            return []
        if noun:
            adjectives = [uk_adjective(word) for word in words[:head]]
            forms = {" ".join([*(a[case] for a in adjectives), noun[case], *words[head + 1:]]) for case in CASES}
            # The genitive in -а and the locative in -у of what is no abstract noun.
            if len(words) == 1 and noun[0] == name + "у":
                forms |= {name + "а", name + "ові"}
            return sorted(forms - {name})
    return []


def uk_adjective_forms(name):
    """Every form of an adjective given in the feminine, like "польська"."""
    return [name[:-1] + e for e in "ий ого ому им ій е ої у ою і их ими".split()]


def be_forms(name):
    if " " in name or not re.fullmatch(r"[А-Яа-яЎўІіЁё'-]+", name) or name.isupper():
        return []
    if name.endswith("ія") or name.endswith("ыя"):
        return [name[:-1] + e for e in ("і", "ю", "яй")]
    if name.endswith("а"):
        return [name[:-1] + e for e in ("ы", "і", "е", "у", "ай")]
    if name.endswith("ь"):
        return [name[:-1] + e for e in ("і", "ю")]
    return [name + e for e in ("а", "у", "ам", "е")] if name[-1] in "бвгдзклмнпрстфх" else []


# Genitives that long names are made with in other languages ------------------------------------------
GENITIVE = {
    "pl": (("ia", "ii"), ("ja", "ji"), ("ka", "ki"), ("ga", "gi"), ("a", "y"), ("yna", "yny"), ("", "u")),
    "cs": (("ie", "ie"), ("sko", "ska"), ("o", "a"), ("ka", "ky"), ("a", "y"), ("", "u")),
    "sk": (("ia", "ie"), ("sko", "ska"), ("o", "a"), ("a", "y"), ("", "u")),
    "sr": (("ija", "ije"), ("ija", "iji"), ("ија", "ије"), ("ska", "ske"), ("ска", "ске"), ("a", "e"), ("а", "е"), ("", "a"), ("", "а")),
    "hr": (("ija", "ije"), ("ska", "ske"), ("a", "e"), ("", "a")),
    "lt": (("ija", "ijos"), ("a", "os"), ("as", "o"), ("is", "io"), ("us", "aus"), ("ė", "ės")),
    "lv": (("ija", "ijas"), ("a", "as"), ("e", "es")),
    "fi": (("nti", "nnin"), ("ti", "din"), ("kki", "kin"), ("i", "in"), ("a", "an"), ("ä", "än"), ("o", "on"), ("e", "en"), ("u", "un"), ("", "in")),
    "et": (("ia", "ia"), ("ta", "da"), ("", "i"), ("", "a")),
    "el": (("ία", "ίας"), ("α", "ας"), ("ος", "ου"), ("ή", "ής"), ("άν", "άν"), ("έζ", "έζ")),
    "sv": (("", "s"),),
    "hu": (("", "i"),),
}


def genitives(language):
    def forms(name):
        if not name.replace("-", "").isalpha() or name.isupper():
            return []
        matching = [(end, other) for end, other in GENITIVE[language] if name.endswith(end)]
        longest = max((len(end) for end, _ in matching), default=0)
        return [name[: len(name) - len(end)] + other for end, other in matching if len(end) == longest]
    return forms


# Kazakh ------------------------------------------------------------------------------------------
BACK, FRONT = "аоұыяёю", "әөүіеэ"


def kk_forms(name, of_body=False):
    """Six case endings by harmony and the last sound; after a possessive (…сы, …сі) the endings that follow it."""
    if not re.fullmatch(r"[А-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһЁё' -]+", name) or name.isupper():
        return []
    low = name.lower()
    vowels = [c for c in low if c in BACK + FRONT + "иу"]
    sure = [c for c in vowels if c in BACK + FRONT]
    if not vowels:
        return []
    # The soft sign of a Russian name makes what follows soft: Беларусьтің, Израильдің.
    back = bool(sure) and sure[-1] in BACK and low[-1] != "ь"
    last = low.rstrip("ь")[-1]
    a, y = ("а", "ы") if back else ("е", "і")
    g, k = ("ғ", "қ") if back else ("г", "к")
    possessive = last in "ыі" and (of_body or " " in low)
    if possessive:
        ends = [f"н{y}ң", "н", f"н{a}", f"нд{a}", f"н{a}н", "мен"]
    elif last in BACK + FRONT + "и":
        ends = [f"н{y}ң", f"н{y}", f"{g}{a}", f"д{a}", f"д{a}н", "мен"]
    elif last in "мнң":
        ends = [f"н{y}ң", f"д{y}", f"{g}{a}", f"д{a}", f"н{a}н", "мен"]
    elif last in "рлйу":
        ends = [f"д{y}ң", f"д{y}", f"{g}{a}", f"д{a}", f"д{a}н", "мен"]
    elif last in "зж":
        ends = [f"д{y}ң", f"д{y}", f"{g}{a}", f"д{a}", f"д{a}н", "бен"]
    else:
        ends = [f"т{y}ң", f"т{y}", f"{k}{a}", f"т{a}", f"т{a}н", "пен"]
    return [name + e for e in ends]


# Other Turkic languages ----------------------------------------------------------------------------
def turkic(back, front, rounded, a, y, possessives, endings):
    """Genitive, dative, accusative, locative and ablative, by `endings` and harmony.

    `a`: the low vowel after a back or a front vowel; `y`: the high one, for rounded vowels after the two others.
    `possessives`: what a name of several words must end with, being the last word's own ending.
    """
    def forms(name):
        low = name.lower()
        vowels = [c for c in low if c in back + front]
        if " " in name and not low.endswith(possessives) or not vowels or not low[-1].isalpha() or name.isupper():
            return []
        last = vowels[-1]
        low_vowel = a[last in front]
        high = y[(last in front) + 2 * (last in rounded)]
        return endings(name, low[-1] in back + front, low_vowel, high, low.endswith(possessives))
    return forms


def oghuz(name, vowel, a, y, possessive):
    """Azerbaijani and Turkish."""
    if not vowel:
        d = "t" if name[-1].lower() in "fstkçşhpx" else "d"
        return [name + e for e in (f"{y}n", a, y, f"{d}{a}", f"{d}{a}n")]
    n, link = ("n", "n") if possessive else ("", "y")
    return [name + e for e in (f"n{y}n", f"{link}{a}", f"{link}{y}", f"n{y}", f"{n}d{a}", f"{n}d{a}n")]


def kyrgyz(name, vowel, a, y, possessive):
    last = name[-1].lower()
    if possessive:
        return [name + e for e in (f"н{y}н", f"н{a}", f"н{y}", f"нд{a}", f"н{a}н")]
    n, d, g = ("н", "д", "г") if vowel else ("д", "д", "г") if last in "рлмнңйзж" else ("т", "т", "к")
    return [name + e for e in (f"{n}{y}н", f"{g}{a}", f"{n}{y}", f"{d}{a}", f"{d}{a}н")]


def uzbek(name):
    if name.isupper():
        return []
    is_cyrillic = re.search("[а-яўқғҳ]", name.lower())
    return [name + e for e in (("нинг", "га", "ни", "да", "дан") if is_cyrillic else ("ning", "ga", "ni", "da", "dan"))]


INFLECTION = {
    "ru": lambda name: sorted({*ru_forms(name), *ru_forms(name, joined=False)}), "uk": uk_forms, "be": be_forms, "kk": kk_forms, "uz": uzbek,
    "ky": turkic("аоуыяюё", "эеөүи", "оуөүюё", "ае", "ыиуү", ("ы", "и", "у", "ү"), kyrgyz),
    "az": turkic("aıou", "əeiöü", "ouöü", "aə", "ıiuü", ("ı", "i", "u", "ü"), oghuz),
    "tr": turkic("aıou", "eiöü", "ouöü", "ae", "ıiuü", ("ı", "i", "u", "ü"), oghuz),
    **{language: genitives(language) for language in GENITIVE},
}


AND = {"en": "and", "fr": "et", "es": "y", "pt": "e", "it": "e", "de": "und", "nl": "en", "ru": "и", "uk": "і", "be": "і", "kk": "және",
       "ky": "жана", "uz": "va", "az": "və", "tr": "ve", "pl": "i", "cs": "a", "sk": "a", "ro": "și", "bg": "и", "sr": "и", "hr": "i",
       "hu": "és", "sv": "och", "da": "og", "nb": "og", "fi": "ja", "et": "ja", "lt": "ir", "lv": "un", "el": "και", "id": "dan",
       "ms": "dan", "vi": "và", "fa": "و", "ka": "და", "hy": "և", "mn": "ба", "tg": "ва", "tk": "we", "hi": "और"}
ALSO = {"uk": ("та", "й"), "be": ("й",), "kk": ("мен", "пен"), "sr": ("i",), "fa": ("و",), "mn": ("болон",), "uz": ("ва",), "hi": ("एवं", "व")}


def joined_otherwise(name, language):
    """A name of two parts with other words or signs between them: "Bosnia & Herzegovina", "Bosnia-Herzegovina"."""
    word = AND.get(language)
    before, found, after = name.partition(f" {word} ")
    if not word or not found or not after.strip():
        return []
    return [f"{before}{sign}{after}" for sign in (" & ", "-", " / ", *(f" {other} " for other in ALSO.get(language, ())))]


def edits(left, right, limit):
    """The edit distance of two words, a swap of neighbours counting once; more than `limit` as `limit + 1`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before, last = [], list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return min(last[-1], limit + 1)


def all_subdivisions(subdivisions, languages="*"):
    """Folded name -> countries: ISO 3166-2 and CLDR's translations of it."""
    found = collections.defaultdict(set, {name: set(codes) for name, codes in subdivisions.items()})
    for path in sorted(SUBDIVISIONS.glob(f"{languages}.xml")):
        for name in xml.etree.ElementTree.parse(path).getroot().iter("subdivision"):
            if re.match("[a-z]{2}[a-z0-9]", name.get("type")) and name.text:
                found[fold(name.text)].add(name.get("type")[:2].upper())
    return found


def patterns(name):
    """(name with one word cut to its first letter, that word) for each word that is long enough to be misspelled."""
    words = unicodedata.normalize("NFC", name).split()
    for place, word in enumerate(words):
        if len(word) > 4 and word.isalpha():
            yield (*words[:place], word[0] + "*", *words[place + 1:]), word


def near_subdivisions(subdivisions, targets):
    """Names of subdivisions that a misspelled name of a country may look like, and that are none: they are nobody's.

    `targets` are (folded name, country, languages). The reach is the resolver's: one edit in one word, or two in a word
    of nine letters, the first letter right; and short names of other languages than English and Russian are not guessed.
    """
    words = collections.defaultdict(set)
    known = {name for name, _, _ in targets}
    for name, code, languages in targets:
        if len(name) > 7 or languages & {"en", "ru"}:
            for pattern, word in patterns(name):
                words[pattern].add((word, code))
    for name, codes in sorted(subdivisions.items()):
        if name in known:
            continue
        for pattern, word in patterns(name):
            if any(code not in codes and edits(word, other, 2) <= (2 if min(len(word), len(other)) > 8 else 1)
                   for other, code in words[pattern]):
                yield name
                break


def main():
    iso = json.loads((ISO / "iso_3166-1.json").read_text())["3166-1"]
    subdivisions = collections.defaultdict(set)
    for row in json.loads((ISO / "iso_3166-2.json").read_text())["3166-2"]:
        subdivisions[fold(row["name"].rstrip("*"))].add(row["code"][:2])
    everywhere = all_subdivisions(subdivisions)
    subdivisions = all_subdivisions(subdivisions, "en")
    cldr = CLDRNames()
    codes = [c["alpha_2"] for c in iso] + list(OWN_LIST)

    claims = collections.defaultdict(lambda: collections.defaultdict(set))  # folded -> id -> {(rank, kind, language, name)}

    def claim(code, rank, kind, language, name):
        name = clean(re.sub(r" \(the\)$", "", name))
        folded = fold(name)
        # Two or three Latin letters of a foreign language are too little to tell a country by (Ý, Áo, Fas).
        short = language != "en" and len(folded) < 4 and folded.isascii()
        if folded and folded not in NEVER and not short:
            claims[folded][code].add((rank, kind, language, name))

    short = collections.defaultdict(set)  # (code, language) -> words of the names that CLDR gives
    for code in codes:
        for locale in CLDR:
            language = locale.split("_")[0]
            for name in cldr.names(locale, code):
                claim(code, 0 if language == "en" else 1, "name", language, name)
                short[code, language].update(w[:4] for w in fold(name).split() if len(w) > 3)
    for code, language, name in unterm():
        if code in codes:
            claim(code, 0 if language == "en" else 1, "name", language, re.sub("^the ", "", name))
    for row in iso:
        for key, kind in (("name", "name"), ("common_name", "name"), ("official_name", "official")):
            if key in row:
                claim(row["alpha_2"], 0, kind, "en", row[key])
    for locale in TRANSLATIONS:
        catalogue = f"/usr/share/locale/{locale}/LC_MESSAGES/iso_3166-1.mo"
        if not pathlib.Path(catalogue).exists():
            continue
        language = re.split("[_@]", locale)[0]
        with open(catalogue, "rb") as file:
            translate = gettext.GNUTranslations(file).gettext
        for row in iso:
            for key, kind in (("name", "name"), ("common_name", "name"), ("official_name", "official")):
                if key not in row or (name := translate(row[key])) == row[key]:
                    continue
                words = {w[:4] for w in fold(name).split()}
                elsewhere = any(words & short[code, language] for code in codes if code != row["alpha_2"])
                if words & short[row["alpha_2"], language] or kind == "name" and not elsewhere:
                    claim(row["alpha_2"], 2, kind, language, name)

    english = {folded: code for folded, ids in claims.items() for code, found in ids.items()
               if any(c[2] == "en" for c in found)}
    names, quarantined, nobody = {}, [], []
    for folded, ids in claims.items():
        best = min(c[0] for found in ids.values() for c in found)
        first = [i for i, found in ids.items() if min(c[0] for c in found) == best]
        if len(first) > 1 or (len(ids) > 1 and best > 0):
            # One source against another: CLDR stands against a single iso-codes catalogue, nothing stands among equals.
            if len(first) > 1 or best > 1:
                quarantined.append((folded, sorted(ids)))
                continue
        for other in ids:
            if other != first[0]:
                quarantined.append((folded, [other + " (kept for " + first[0] + ")"]))
        code = first[0]
        # A country's own territories are subdivisions too; Ecuador in French is worth more than a province of the Congo.
        elsewhere = subdivisions.get(folded, set()) - {code, *TERRITORIES_OF}
        if best > 0 and elsewhere and folded.isascii() and folded != "equateur":
            quarantined.append((folded, [code, "subdivision of " + " ".join(sorted(elsewhere))]))
            nobody.append(folded)
            continue
        found = sorted(ids[code])
        languages = {c[2] for c in found}
        # Without its marks a name of one or two languages may be taken for another country's in English, misspelt.
        near = sorted({i for name, i in english.items() if i != code and one_edit(folded, name)})
        if near and len(languages) < 3 and folded.isascii() and not any(c[3].isascii() for c in found):
            quarantined.append((folded, [code, "one letter from " + " ".join(near)]))
            continue
        names[folded] = (code, found[0][1], sorted({c[2] for c in found}), found[0][3])

    forms = collections.defaultdict(set)
    spelled, otherwise = {}, set()
    sources = [(code, language, c[3]) for ids in claims.values() for code, cs in ids.items() for c in sorted(cs)
               for language in [c[2]] if names.get(fold(c[3]), ("",))[0] == code]
    demonyms = []
    curated = TABLES / "countries_curated.tsv"
    for line in curated.read_text().splitlines():
        cells = line.split("\t")
        if len(cells) >= 4 and cells[2] in ("name", "official", "former") and re.fullmatch("[A-Z]{2}", cells[1]):
            sources.append((cells[1], cells[3], cells[0]))
        if len(cells) >= 4 and cells[2:4] == ["demonym", "ru"]:
            demonyms += [(form, cells[1], "demonym", "ru") for form in ru_adjective_forms(cells[0])]
        if len(cells) >= 4 and cells[2:4] == ["demonym", "uk"] and cells[0].endswith("ка"):
            demonyms += [(form, cells[1], "demonym", "uk") for form in uk_adjective_forms(cells[0])]
    taken = {fold(line.split("\t")[0]) for line in curated.read_text().splitlines() if not line.startswith("#")}
    for code, language, name in list(sources):
        for other in joined_otherwise(name, language):
            if fold(other) not in names and fold(other) not in taken:
                forms[fold(other)].add((code, language))
                spelled[fold(other)] = other
                otherwise.add(fold(other))
                sources.append((code, language, other))
    for code, language, name in sources:
        forms_of = INFLECTION.get(language, lambda _: [])
        for form in forms_of(name):
            if fold(form) not in names and fold(form) not in taken:
                forms[fold(form)].add((code, language))
                spelled[fold(form)] = form
    rows = [(code, kind, language, form) for form, code, kind, language in demonyms]
    rows += [(SHARED.get(code, code) if "(" not in name else code, kind, " ".join(languages), name)
             for code, kind, languages, name in names.values()]
    kept = set()
    for folded, found in forms.items():
        ids = {code for code, _ in found}
        elsewhere = everywhere.get(folded, set()) - ids - {*TERRITORIES_OF}
        if elsewhere:
            quarantined.append((folded, [*sorted(ids), "subdivision of " + " ".join(sorted(elsewhere))]))
            nobody.append(folded)
        elif len(ids) > 1 or folded.isascii() and any(one_edit(folded, name) for name, i in english.items() if i not in ids):
            quarantined.append((folded, sorted(ids)))
        else:
            code = ids.pop()
            kept.add(folded)
            rows.append((SHARED.get(code, code), "name" if folded in otherwise else "inflected", " ".join(sorted({l for _, l in found})), spelled[folded]))
    targets = [(folded, code, set(languages)) for folded, (code, _, languages, _) in names.items()]
    targets += [(fold(name), code, {language}) for code, language, name in sources]
    nobody += near_subdivisions(everywhere, targets)
    rows += [("-", "none", "en", name) for name in dict.fromkeys(nobody) if name not in taken and name not in kept]
    for row in iso:
        rows += [(row["alpha_2"], "code", "", row["alpha_2"]), (row["alpha_2"], "code", "", row["alpha_3"])]
    rows += [("XK", "code", "", "XK"), ("XK", "code", "", "XKX")]
    out = ["# Written by Tools/generate.py; not for editing. Correct a name in countries_curated.tsv.",
           "# Sources: Debian's iso-codes (LGPL 2.1 or later), Unicode CLDR (Unicode licence), and OCHA's list of countries (MIT).",
           "# name\tcountry\tkind\tlanguages"]
    # The first English name of a country is the one to show: CLDR's, before what other sources add.
    shown = {(code, next(cldr.names("en", code))) for code in codes}
    rows = [(code, kind, " ".join(sorted(languages.split(), key=lambda l: (l != "en", l))), name)
            for code, kind, languages, name in rows]
    rows.sort(key=lambda row: ((row[0], row[3]) not in shown, row))
    out += ["\t".join((name, code, kind, languages)) for code, kind, languages, name in rows]
    out += ["# Given to nobody, since more than one country claims the name:"]
    out += [f"# {folded}\t{' '.join(ids)}" for folded, ids in sorted(quarantined)]
    (TABLES / "countries_generated.tsv").write_text("\n".join(out) + "\n")
    print(len(rows), "rows,", len(quarantined), "quarantined")


def bodies():
    """Inflected forms of the names in organizations.tsv and of the words in roles.tsv and states.tsv."""
    rows, taken = [], set()
    forms = {
        "ru": lambda name: ru_forms(name, joined=False), "uk": uk_forms,
        "kk": lambda name: kk_forms(name, of_body=True),
        **{language: INFLECTION[language] for language in ("ky", "az", "tr", "uz")},
    }
    for file in ("organizations.tsv", "roles.tsv", "states.tsv"):
        for line in (TABLES / file).read_text().splitlines():
            cells = line.split("\t")
            if cells[0] == "name":
                identity, name, language = cells[1], cells[2], cells[4]
            elif cells[0] in ("role", "form") and cells[1] not in ("of", "members", "host"):
                identity, name, language = cells[1], cells[2], cells[3]
            else:
                continue
            taken.add((cells[0], fold(name)))
            for form in forms.get(language, lambda _: [])(name):
                rows.append((cells[0], identity, form, "inflected", language))
    out = ["# Written by Tools/generate.py from organizations.tsv, roles.tsv and states.tsv; not for editing.",
           "# name or role\tid\tform\tinflected\tlanguage"]
    seen = set()
    for row in sorted(set(rows)):
        key = (row[0], row[1], fold(row[2]))
        if (row[0], fold(row[2])) not in taken and key not in seen:
            seen.add(key)
            out.append("\t".join(row if row[0] == "name" else (row[0], row[1], row[2], row[4])))
    (TABLES / "organizations_generated.tsv").write_text("\n".join(out) + "\n")
    print(len(out) - 2, "forms of bodies")


main()
bodies()
