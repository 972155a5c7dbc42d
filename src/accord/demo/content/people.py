"""Who lives in the demo. Nobody here exists."""

# key: name, language, role in the space
STAFF: dict[str, tuple[str, str, str]] = {
    "petra": ("Petra Lindqvist", "en", "administrator"),
    "yusuf": ("Yusuf Brandt", "en", "secretariat"),
    "noor": ("Noor Halloran", "fr", "contact"),
    "leila": ("Leila Farouk", "en", "assessor"),
    "mara": ("Mara Oyelaran", "en", ""),
    "ines": ("Inés Duarte", "es", ""),
    "jonas": ("Jonas Tidewell", "en", ""),
    "hugo": ("Hugo Serrano", "es", ""),
}

# key: name, language, office, role under which they answer
OFFICIALS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "celia": (
        "Celia Marsh",
        "es",
        "health",
        {
            "en": "Head of public health",
            "es": "Jefa de salud pública",
            "fr": "Cheffe de la santé publique",
        },
    ),
    "bruno": (
        "Bruno Calder",
        "en",
        "water",
        {"en": "Chief engineer", "es": "Ingeniero jefe", "fr": "Ingénieur en chef"},
    ),
    "odette": (
        "Odette Renaud",
        "fr",
        "finance",
        {"en": "Budget director", "es": "Director de presupuesto", "fr": "Directeur du budget"},
    ),
    "samuel": (
        "Samuel Ortega",
        "es",
        "education",
        {"en": "Head of schools", "es": "Responsable de escuelas", "fr": "Responsable des écoles"},
    ),
    "greta": (
        "Greta Vance",
        "en",
        "interior",
        {
            "en": "Director of councils",
            "es": "Responsable de concejos",
            "fr": "Responsable des conseils",
        },
    ),
    "ivo": (
        "Ivo Pell",
        "en",
        "transport",
        {"en": "Route manager", "es": "Responsable de rutas", "fr": "Responsable des lignes"},
    ),
}

PARTICIPANTS: list[tuple[str, str]] = [
    ("imani", "Imani Castell"),
    ("rafa", "Rafael Ibarra"),
    ("june", "June Whitlock"),
    ("thierry", "Thierry Bonnefoy"),
    ("paz", "Paz Villalobos"),
    ("owen", "Owen Stroud"),
    ("salma", "Salma Reyes"),
    ("henri", "Henri Caillou"),
    ("dora", "Dora Finch"),
    ("mateo", "Mateo Luna"),
    ("agnes", "Agnès Rivoire"),
    ("kofi", "Kofi Mensah-Lind"),
    ("vera", "Vera Holt"),
    ("nico", "Nicolás Farías"),
    ("elsa", "Elsa Marchetti"),
    ("tam", "Tam Brightwater"),
    ("olga", "Olga Pereira"),
    ("basil", "Basil Crane"),
    ("lena", "Lena Dufour"),
    ("amir", "Amir Castellanos"),
    ("ruth", "Ruth Calloway"),
    ("iker", "Iker Zamora"),
    ("zoe", "Zoé Lambert"),
    ("finn", "Finn Ashgrove"),
]

# Those a visitor of the demo can become with one click, and what they show.
ONE_CLICK: list[str] = [
    "imani", "ines", "seat5", "celia", "hugo", "bruno", "yusuf", "mara", "jonas", "petra", "leila",
]  # fmt: skip
