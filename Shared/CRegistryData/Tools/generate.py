#!/usr/bin/env python3
"""Write the generated tables: countries from Debian's iso-codes and CLDR as ICU carries it, and inflected names of bodies.

usage: generate.py        needs the packages iso-codes and libicu72, nothing else

CLDR names are taken for the languages below. A translation of iso-codes is taken only when no other source gives that
name to another country, since some of its catalogues have names in the wrong place. A name that two countries claim is
given to neither: it is listed at the end of the file, as a comment. Inflected forms of Russian, Ukrainian and Kazakh come
from tables of endings; a form that is also the name of another country is dropped.
"""
import collections, ctypes, gettext, glob, json, pathlib, re, unicodedata

TABLES = pathlib.Path(__file__).resolve().parent.parent / "Tables"
ISO = pathlib.Path("/usr/share/iso-codes/json")
CLDR = """en ru uk be kk ky uz az tr tk hy ka mn fr es pt de it nl pl cs sk hu ro bg sr hr sl mk sq el sv da nb fi et lv lt
 ar fa he hi ur bn zh ja ko vi id th""".split()
TRANSLATIONS = "ru uk be kk fr es de it tr az uz ky".split()
# Words of a language, or capitals, that are also how another language writes a country.
NEVER = {"island", "tunis", "alger", "man", "jersey city", "mali me", "san"}
TERRITORIES_OF = ("CN", "FI", "FR", "NL", "NO", "US")
OWN_LIST = {"XK": "Kosovo"}


def fold(name):
    text = unicodedata.normalize("NFKD", name).casefold().replace("ё", "е").replace("ı", "i")
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
    def __init__(self):
        path = sorted(glob.glob("/usr/lib/*/libicuuc.so.[0-9]*"))[-1]
        version = path.split(".so.")[1].split(".")[0]
        self.call = getattr(ctypes.CDLL(path), f"uloc_getDisplayCountry_{version}")

    def name(self, language, code):
        buffer, error = (ctypes.c_uint16 * 256)(), ctypes.c_int(0)
        count = self.call(f"und_{code}".encode(), language.encode(), buffer, 256, ctypes.byref(error))
        text = bytes(buffer)[: 2 * count].decode("utf-16le")
        return None if error.value != 0 or not text or text == code else text  # not 0: fell back to another language


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
        return [word[:-1] + e for e in ("и" if low[-2] in "гкхжшчщ" else "ы", "е", "у", "ой", "е")]
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


# Ukrainian ---------------------------------------------------------------------------------------
def uk_forms(name):
    if " " in name or not re.fullmatch(r"[А-Яа-яЄєІіЇїҐґ'-]+", name) or name.isupper():
        return []
    if name.endswith("ія"):
        ends = [name[:-1] + e for e in ("ї", "ю", "єю")]
    elif name.endswith("а"):
        softened = {"г": "з", "к": "ц", "х": "с"}.get(name[-2], name[-2])
        ends = [name[:-1] + "и", name[:-2] + softened + "і", name[:-1] + "у", name[:-1] + "ою"]
    elif name.endswith("ь") or name.endswith("й"):
        ends = [name[:-1] + e for e in ("ю", "я", "єм" if name[-1] == "й" else "ем", "ї" if name[-1] == "й" else "і")]
    elif name[-1] in "бвгдзклмнпрстфх":
        ends = [name + e for e in ("у", "а", "ом", "і")]
    else:
        ends = []
    return sorted(set(ends) - {name})


# Kazakh ------------------------------------------------------------------------------------------
BACK, FRONT = "аоұыяёю", "әөүіеэ"


def kk_forms(name, of_body=False):
    """Six case endings by harmony and the last sound; after a possessive (…сы, …сі) the endings that follow it."""
    if not re.fullmatch(r"[А-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһЁё' -]+", name) or name.isupper():
        return []
    low = name.lower()
    vowels = [c for c in low if c in BACK + FRONT + "иу"]
    sure = [c for c in vowels if c in BACK + FRONT]
    if not sure:
        return []
    back = sure[-1] in BACK
    last = low[-1]
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
    elif last in "ьъ":
        return []
    else:
        ends = [f"т{y}ң", f"т{y}", f"{k}{a}", f"т{a}", f"т{a}н", "пен"]
    return [name + e for e in ends]


INFLECTION = {"ru": ru_forms, "uk": uk_forms, "kk": kk_forms}


def main():
    iso = json.loads((ISO / "iso_3166-1.json").read_text())["3166-1"]
    subdivisions = collections.defaultdict(set)
    for row in json.loads((ISO / "iso_3166-2.json").read_text())["3166-2"]:
        subdivisions[fold(row["name"])].add(row["code"][:2])
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

    for code in codes:
        for language in CLDR:
            if name := cldr.name(language, code):
                claim(code, 0 if language == "en" else 1, "name", language, name)
    for row in iso:
        for key, kind in (("name", "name"), ("common_name", "name"), ("official_name", "official")):
            if key in row:
                claim(row["alpha_2"], 0, kind, "en", row[key])
    for language in TRANSLATIONS:
        catalogue = f"/usr/share/locale/{language}/LC_MESSAGES/iso_3166-1.mo"
        with open(catalogue, "rb") as file:
            translate = gettext.GNUTranslations(file).gettext
        for row in iso:
            for key, kind in (("name", "name"), ("common_name", "name"), ("official_name", "official")):
                if key in row and (name := translate(row[key])) != row[key]:
                    claim(row["alpha_2"], 2, kind, language, name)

    english = {folded: code for folded, ids in claims.items() for code, found in ids.items()
               if any(c[2] == "en" for c in found)}
    names, quarantined = {}, []
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
    spelled = {}
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
    taken = {fold(line.split("\t")[0]) for line in curated.read_text().splitlines() if not line.startswith("#")}
    for code, language, name in sources:
        forms_of = INFLECTION.get(language, lambda _: [])
        for form in forms_of(name):
            if fold(form) not in names and fold(form) not in taken:
                forms[fold(form)].add((code, language))
                spelled[fold(form)] = form
    rows = [(code, kind, language, form) for form, code, kind, language in demonyms]
    rows += [(code, kind, " ".join(languages), name) for code, kind, languages, name in names.values()]
    for folded, found in forms.items():
        ids = {code for code, _ in found}
        if len(ids) > 1:
            quarantined.append((folded, sorted(ids)))
        else:
            rows.append((ids.pop(), "inflected", " ".join(sorted({l for _, l in found})), spelled[folded]))
    for row in iso:
        rows += [(row["alpha_2"], "code", "", row["alpha_2"]), (row["alpha_2"], "code", "", row["alpha_3"])]
    rows += [("XK", "code", "", "XK"), ("XK", "code", "", "XKX")]
    out = ["# Written by Tools/generate.py; not for editing. Correct a name in countries_curated.tsv.",
           "# Sources: Debian's iso-codes (LGPL 2.1 or later) and Unicode CLDR as ICU carries it (Unicode licence).",
           "# name\tcountry\tkind\tlanguages"]
    out += ["\t".join((name, code, kind, languages)) for code, kind, languages, name in sorted(rows)]
    out += ["# Given to nobody, since more than one country claims the name:"]
    out += [f"# {folded}\t{' '.join(ids)}" for folded, ids in sorted(quarantined)]
    (TABLES / "countries_generated.tsv").write_text("\n".join(out) + "\n")
    print(len(rows), "rows,", len(quarantined), "quarantined")


def bodies():
    """Inflected Russian and Kazakh forms of the names in organizations.tsv and of the words in roles.tsv."""
    rows, taken = [], set()
    for file in ("organizations.tsv", "roles.tsv"):
        for line in (TABLES / file).read_text().splitlines():
            cells = line.split("\t")
            if cells[0] == "name":
                identity, name, language = cells[1], cells[2], cells[4]
            elif cells[0] == "role" and cells[1] not in ("of", "members", "host"):
                identity, name, language = cells[1], cells[2], cells[3]
            else:
                continue
            taken.add((cells[0], fold(name)))
            forms = {"ru": lambda n: ru_forms(n, joined=False), "kk": lambda n: kk_forms(n, of_body=True)}
            for form in forms.get(language, lambda _: [])(name):
                rows.append((cells[0], identity, form, "inflected", language))
    out = ["# Written by Tools/generate.py from organizations.tsv and roles.tsv; not for editing.",
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
