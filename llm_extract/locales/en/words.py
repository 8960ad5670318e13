"""Closed lists of English words that decide what a numeral beside them is. All are for folded text."""

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
# Plural, as behind a number; the singular is made by `SINGULARS`.
PEOPLE = (
    "members", "people", "persons", "officials", "cadres", "delegates", "workers", "employees", "staff", "teachers", "students", "pupils",
    "residents", "households", "families", "women", "men", "children", "voters", "individuals", "leaders", "secretaries", "soldiers",
    "officers", "patients", "victims", "candidates", "participants", "learners", "trainees", "farmers", "passengers", "visitors", "tourists",
    "guests", "graduates", "civil servants", "citizens", "migrants", "refugees", "doctors", "nurses", "police", "troops", "athletes", "players",
    "suspects", "foreigners", "volunteers", "veterans", "widows", "probationers", "respondents", "customers", "users", "shareholders",
    "lawmakers", "deputies", "mps", "journalists", "experts", "scientists", "engineers", "girls", "boys", "youths", "comrades", "donors",
)  # fmt: skip
BODIES = (
    "organisations", "organizations", "cells", "committees", "groups", "collectives", "units", "agencies", "companies", "enterprises",
    "businesses", "firms", "districts", "communes", "wards", "towns", "cities", "villages", "hamlets", "provinces", "localities", "schools",
    "hospitals", "countries", "nations", "teams", "clubs", "branches", "departments", "ministries", "councils", "unions", "associations",
    "cooperatives", "factories", "banks", "states", "regions", "areas", "sites", "parties", "bodies", "chapters", "centres", "centers",
    "parishes", "universities", "offices", "stations", "markets", "islands", "economies", "investors", "suppliers", "airlines",
)  # fmt: skip
THINGS = (
    "cases", "deaths", "casualties", "injuries", "fatalities", "infections", "violations", "complaints", "petitions", "reports", "documents",
    "resolutions", "directives", "plans", "decisions", "meetings", "conferences", "classes", "courses", "sessions", "models", "projects",
    "works", "houses", "homes", "gifts", "badges", "certificates", "awards", "prizes", "medals", "flags", "tasks", "targets", "criteria",
    "articles", "books", "trees", "animals", "cars", "vehicles", "trucks", "buses", "motorcycles", "flights", "ships", "vessels", "aircraft",
    "jobs", "seats", "votes", "points", "goals", "matches", "wins", "games", "times", "items", "copies", "files", "applications", "orders",
    "shops", "stores", "rooms", "beds", "doses", "tests", "tickets", "shares", "accidents", "incidents", "fires", "crimes", "arrests",
    "attacks", "attempts", "proposals", "questions", "events", "programmes", "programs", "initiatives", "levels", "types", "kinds", "groups of",
    "bridges", "roads", "buildings", "units of", "pigs", "chickens", "cows", "buffaloes", "species", "stars", "languages", "laws", "bills",
    "disciplinary cases", "inspections", "trips", "calls", "messages", "pages", "products", "brands", "companies", "turns", "visits",
)  # fmt: skip
# What `no` may deny: there being none is the number nought. `no plans`, `no questions` say no number.
NONE_OF = (
    *PEOPLE, *BODIES, "cases", "deaths", "casualties", "injuries", "fatalities", "infections", "violations", "complaints", "petitions", "accidents",
    "incidents", "fires", "arrests", "disciplinary cases", "votes", "goals", "medals", "survivors",
)  # fmt: skip
COUNTED = tuple(dict.fromkeys((*PEOPLE, *BODIES, *THINGS)))
# What a single `one` may count; behind other words it is a pronoun or stands in a phrase (`one day`, `one of`).
SINGULARS = (
    "member", "person", "official", "cadre", "delegate", "worker", "employee", "teacher", "student", "resident", "household", "family", "woman",
    "man", "child", "individual", "secretary", "soldier", "officer", "patient", "victim", "candidate", "organisation", "organization", "cell",
    "committee", "collective", "unit", "agency", "company", "enterprise", "district", "commune", "ward", "village", "province", "school",
    "hospital", "team", "branch", "case", "death", "casualty", "injury", "fatality", "violation", "complaint", "report", "certificate", "award",
    "medal", "vehicle", "accident", "incident", "badge", "group",
)  # fmt: skip
# Adjectives that stand between a number and what it counts.
ADJECTIVES = (
    "new", "party", "grassroots", "female", "male", "young", "local", "foreign", "other", "more", "additional", "small", "large", "public",
    "private", "probationary", "poor", "rural", "ethnic", "confirmed", "further", "military", "medical", "social", "disciplinary", "communist",
)  # fmt: skip

# A number behind one of these is part of a name: `Route 9`, `Boeing 737`.
NAMED_BY_NUMBER = (
    "route", "highway", "motorway", "expressway", "interstate", "road", "boeing", "airbus", "flight", "zone", "grade", "level", "phase", "district",
    "ward", "hamlet", "village", "room", "terminal", "pier", "gate", "platform", "chapter", "section", "article", "clause", "volume", "page",
    "round", "stage", "step", "category", "tier", "formula", "windows", "iphone", "galaxy", "apollo", "agenda", "channel", "area", "building",
    "block", "lot", "line", "brigade", "division", "battalion", "regiment", "region", "steering committee", "cell", "team", "type", "version", "unit",
    "class", "group", "pm", "part", "annex", "appendix", "schedule", "table", "figure", "item", "point", "episode", "season", "track", "lane", "floor",
    "ring road", "street", "avenue", "alley", "bus", "factor", "cluster", "plot", "paragraph", "exhibit", "scenario", "week", "day", "game",
)  # fmt: skip
DOCUMENT_NOUNS = (
    "resolution", "directive", "conclusion", "regulation", "decision", "guideline", "guidance", "plan", "project", "circular", "decree", "law",
    "ordinance", "notice", "announcement", "official letter", "dispatch", "statute", "convention", "protocol", "order", "instruction", "act",
    "bill", "executive order", "proposal", "code", "rule", "licence", "license",
)  # fmt: skip
MEASURES = (
    "mm", "cm", "m", "km", "m2", "m²", "m3", "m³", "ha", "hectares?", "acres?", "tonnes?", "tons?", "kg", "kilograms?", "kilos?", "grams?", "g",
    "litres?", "liters?", "metres?", "meters?", "kilometres?", "kilometers?", "miles?", "feet", "foot", "ft", "inch(?:es)?", "yards?", "pounds? of",
    "ounces?", "barrels?", "gallons?", "degrees?", "°c", "°f", "°", "square (?:metres?|meters?|kilometres?|kilometers?|miles?|feet)",
    "cubic (?:metres?|meters?)", "sq ?km", "sq ?m", "hours?", "minutes?", "seconds?", "hrs?", "mins?", "kwh", "mwh", "gwh", "mw", "gw", "kw",
    "megawatts?", "gigawatts?", "kilowatts?", "km/h", "kph", "mph", "knots?", "gb", "tb", "mb", "hz", "basis points?", "bps", "mah", "cc", "l", "ml", "teu", "teus", "mg", "µg", "nm", "hp",
    "lb", "lbs", "oz", "cents?",
)  # fmt: skip
