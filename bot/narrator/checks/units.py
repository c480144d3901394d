"""Units as numbers are written with: scales, currencies, percents and factors, in the languages that are read."""

SCALES = {
    "k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "mn": 1e6, "mio": 1e6, "mrd": 1e9, "tsd": 1e3, "grand": 1e3,
    "hundred": 1e2, "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9,
    "trillion": 1e12, "dozen": 12.0, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
    "hundert": 1e2, "tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
    "cent mille": 1e5, "mille": 1e3, "milliard": 1e9, "milliards": 1e9, "millier": 1e3, "milliers": 1e3,
    "mil": 1e3, "millón": 1e6, "millones": 1e6, "miles": 1e3,
    "milioni": 1e6, "milione": 1e6, "miliardi": 1e9, "mila": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhões": 1e9,
    "miljoen": 1e6, "miljard": 1e9, "duizend": 1e3, "tusen": 1e3, "tusind": 1e3, "miljoner": 1e6,
    "тыс": 1e3, "тысяч": 1e3, "тысячи": 1e3, "тысяча": 1e3, "млн": 1e6, "миллион": 1e6, "миллиона": 1e6,
    "миллионов": 1e6, "млрд": 1e9, "тис": 1e3, "tys": 1e3, "mln": 1e6, "mld": 1e9, "mlrd": 1e9, "tis": 1e3,
    "bin": 1e3, "milyon": 1e6, "milyar": 1e9,
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8,
    "십": 1e1, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8,
    "ألف": 1e3, "مليون": 1e6, "אלף": 1e3, "מיליון": 1e6, "हज़ार": 1e3, "हजार": 1e3, "लाख": 1e5, "करोड़": 1e7,
}  # fmt: skip
"""How many one of a scale is, written small."""

CURRENCIES = r"US\$|USD|US-?Dollar|\$|EUR|€|£|GBP|¥|₹"
"""What stands before an amount of money."""
MONEY = (
    r"US-?Dollars?|US\$|USD|\$|dollars?|dólar(?:es)?|dollari|dollaro|dollarów|доллар\w*|долл|ドル|美元|달러|دولار|דולר|डॉलर|"
    r"EUR\b|€|euros?|£|pounds?|GBP|yen|円|元|рубл\w*|руб|bucks|cents?\b|Cents?\b|bitcoins?|BTC"
)
"""What stands after one."""
SHARE = (
    r"%|percent(?:age points?)?|per cent|Prozent(?:punkte)?n?|pour cent|por ciento|por cento|per cento|procent\w*|"
    r"процент\w*|パーセント|퍼센트|बीसी|प्रतिशत|بالمئة|في المئة|אחוז\w*"
)
FACTORS = (
    r"times(?!\s+(?:a|per|each|every)\b)|×|x\b(?!\d)|-?fold|mal\b|fache?\w*|fois|veces|volte|vezes|keer|раза?\b|倍|배"
)
"""What makes a number a factor; "five times a day" is none."""
UNITS = (
    r"engineer[ -](?:months?|days?|years?)|milliseconds?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"years?|ms|s|h|min|[KMGT]i?B|"
    r"[km]?rps|vCPUs?|engineers?|engineer-\w+|developers?|people|"
    r"nodes?|servers?|requests?|nines|points?|"
    r"Monate?n?|Wochen?|Tage?n?|Stunden?|Minuten?|Sekunden?|Jahre?n?|Personen|Leute|Ingenieure?n?|Entwickler\w*|"
    r"mois|semaines?|jours?|heures?|secondes?|ans|années?|personnes?|ingénieurs?|"
    r"mes|meses|semanas?|días?|horas?|minutos?|segundos?|años?|personas?|ingenieros?|"
    r"mesi|mese|settiman[ae]|giorn[oi]|or[ae]|ann[oi]|mês|dias?|anos?|maanden|maand|weken|dagen|uur|jaar|"
    r"месяц\w*|недел\w*|дн\w*|день|час\w*|год\w*|лет|个月|個月|月|天|周|小时|年|人|か月|ヶ月|日|時間|개월|달|일|년"
)
"""What a number measures; a small number before one of them is no mere word."""
_MONTHS = (
    r"(?:engineer[ -])?months?|mois|mes(?:es)?|Monate?n?|mes[ei]|mês|maande?n?|"
    r"месяц\w*|个月|個月|か月|ヶ月|月|개월|달"
)
TIMES = {
    "ms": (r"ms|milliseconds?|мс|毫秒", (0.001,)),
    "second": (r"s|seconds?|secondes?|segundos?|Sekunden?|second[oi]|секунд\w*|秒|초", (1.0,)),
    "minute": (r"min|minutes?|minutos?|Minuten?|minut[oi]|минут\w*|分钟|分|분", (60.0,)),
    "hour": (r"h|hours?|heures?|horas?|Stunden?|or[ae]|uur|час\w*|小时|時間|시간", (3600.0,)),
    "day": (r"(?:engineer[ -])?days?|jours?|días?|dias?|Tage?n?|giorn[oi]|dagen|dag|дн\w*|день|天|日|일", (86_400.0,)),
    "week": (r"weeks?|semaines?|semanas?|Wochen?|settiman[ae]|weken|недел\w*|周|週間|주", (604_800.0, 432_000.0)),
    "month": (
        _MONTHS,
        (2_629_800.0, 1_814_400.0),
    ),
    "year": (
        r"(?:engineer[ -])?years?|ans|années?|años?|Jahre?n?|ann[oi]|anos?|jaar|год\w*|лет|年|년",
        (31_557_600.0, 22_464_000.0),
    ),
}
"""Units of time: how they are written, and how many seconds one has; of weeks and longer the working ones, too."""
