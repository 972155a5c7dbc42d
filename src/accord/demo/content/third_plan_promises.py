"""The commitments of the third plan and what was reported on them."""

from typing import Any

COMMITMENTS: list[dict[str, Any]] = [
    {
        "code": "1",
        "office": "finance",
        "title": {
            "en": "A budget page for every town",
            "es": "Una página de presupuesto para cada pueblo",
            "fr": "Une page de budget pour chaque commune",
        },
        "problem": {
            "en": "Most people can’t tell what their town spent, on what, and why prices rose."
        },
        "causes": {"en": "Accounts are kept by hand in each town, and nobody had to publish them."},
        "done": {"en": "Twelve towns publish yearly accounts."},
        "solution": [
            {
                "en": "Each town publishes one page each quarter: what came in, what went out, what was promised.",
                "es": "Cada pueblo publica una página por trimestre: qué entró, qué salió, qué se prometió.",
                "fr": "Chaque commune publie une page par trimestre : ce qui entre, ce qui sort, ce qui était promis.",
            },
            {
                "en": "Every contract above one thousand is in one list that can be searched by town."
            },
            {
                "en": "When a price rises by more than a tenth, the reason and who agreed stand beside it."
            },
        ],
        "results": {"en": "All 61 towns have a page that is never older than four months."},
        "milestones": [
            {
                "title": {"en": "The first twenty towns publish their page"},
                "due": -150,
                "reports": [
                    (
                        "complete",
                        "complete",
                        "Twenty-two towns published on time.",
                        "We saw all twenty-two.",
                    )
                ],
            },
            {
                "title": {"en": "All 61 towns publish their page"},
                "due": 120,
                "reports": [
                    (
                        "limited",
                        "limited",
                        "Thirty-one towns publish now.",
                        "Thirty-one, and four of them late.",
                        "Small towns have no clerk for accounts.",
                    ),
                ],
            },
        ],
    },
    {
        "code": "2",
        "office": "health",
        "title": {
            "en": "Know before you walk to the clinic",
            "es": "Saber antes de caminar al puesto de salud",
            "fr": "Savoir avant de marcher jusqu’au dispensaire",
        },
        "problem": {"en": "People walk for hours to a clinic that is closed or has no medicine."},
        "causes": {"en": "Clinics report stock once a month, on paper, to the capital."},
        "done": {"en": "A text number existed for one district."},
        "solution": [
            {
                "en": "A board at each clinic shows twenty common medicines and the true hours, every morning."
            },
            {"en": "The same is sent by text message to whoever asks."},
        ],
        "results": {"en": "Nobody walks in vain to any of the 140 clinics."},
        "milestones": [
            {
                "title": {"en": "Boards at the forty farthest clinics"},
                "due": -200,
                "reports": [
                    (
                        "complete",
                        "complete",
                        "All forty boards stand.",
                        "We visited eighteen. All true.",
                    )
                ],
            },
            {
                "title": {"en": "Answers by text message"},
                "due": -60,
                "reports": [
                    (
                        "complete",
                        "substantial",
                        "The number 4646 answers for all clinics.",
                        "It answers for 96 of 140 clinics.",
                    )
                ],
            },
        ],
    },
    {
        "code": "3",
        "office": "education",
        "title": {
            "en": "Families choose what is mended first",
            "es": "Las familias eligen qué se arregla primero",
            "fr": "Les familles choisissent les réparations",
        },
        "problem": {"en": "Families pay for chalk and brooms and never see the school’s money."},
        "causes": {
            "en": "School money is decided in the capital and the letters stay in the drawer."
        },
        "done": {"en": "Parents’ meetings are held twice a year."},
        "solution": [
            {"en": "Each school shows what it received and spent on one page by the gate."},
            {"en": "A family council chooses which repair comes first."},
        ],
        "results": {"en": "Family councils in 200 schools, town and country alike."},
        "milestones": [
            {
                "title": {"en": "Family councils in sixty schools"},
                "due": -90,
                "reports": [
                    (
                        "substantial",
                        "limited",
                        "Forty-eight councils have met.",
                        "Forty-eight, but only three outside the city.",
                        "Rural schools share one head teacher.",
                    )
                ],
            },
        ],
    },
    {
        "code": "4",
        "office": "water",
        "title": {
            "en": "Know what is in our water",
            "es": "Saber qué hay en nuestra agua",
            "fr": "Savoir ce qu’il y a dans notre eau",
        },
        "problem": {
            "en": "Nobody outside the laboratory sees whether well water is safe.",
            "es": "Fuera del laboratorio nadie sabe si el agua de los pozos es buena.",
        },
        "causes": {"en": "Results go to an archive; the law names nobody who must tell people."},
        "done": {"en": "The laboratory tests 90 wells a year."},
        "solution": [
            {"en": "The Water Office keeps a public list of all 412 public wells."},
            {
                "en": "The Water Office tests each public well twice a year and posts the result, in plain words, at "
                "the nearest school within ten days.",
                "es": "La Oficina del Agua analiza cada pozo público dos veces al año y pone el resultado, en palabras "
                "claras, en la escuela más cercana en diez días.",
                "before": {
                    "en": "The Water Office tests each public well twice a year within ten days.",
                    "es": "La Oficina del Agua analiza cada pozo público dos veces al año en diez días.",
                },
            },
            {"en": "Whoever asks gets the result by text message."},
        ],
        "results": {"en": "Everyone who drinks from a public well knows if it is safe."},
        "milestones": [
            {
                "title": {
                    "en": "The list of public wells is open",
                    "es": "La lista de pozos públicos está abierta",
                },
                "due": -240,
                "reports": [
                    (
                        "complete",
                        "complete",
                        "412 wells are listed with their place.",
                        "The list is complete.",
                    )
                ],
            },
            {
                "title": {
                    "en": "First results posted at 120 schools",
                    "es": "Primeros resultados en 120 escuelas",
                    "fr": "Premiers résultats affichés dans 120 écoles",
                },
                "due": -60,
                "expected": 20,
                "reports": [
                    (
                        "substantial",
                        "limited",
                        "78 of 120 done.",
                        "We found 51 posted; 27 are in a drawer.",
                        "The laboratory in the north opened late.",
                    )
                ],
            },
        ],
    },
    {
        "code": "5",
        "office": "interior",
        "title": {
            "en": "Council decisions on one page",
            "es": "Decisiones del concejo en una página",
            "fr": "Les décisions du conseil en une page",
        },
        "problem": {"en": "Minutes are long, late, and don’t say who voted how."},
        "causes": {"en": "Minutes are written for lawyers and signed weeks later."},
        "done": {"en": "Three councils read decisions on the radio."},
        "solution": [
            {
                "en": "Each council publishes one page in plain words within a week, with votes by name."
            },
            {"en": "Local radio reads the page in the languages of the coast."},
            {"en": "Every letter to a council gets a number and an answer within thirty days."},
        ],
        "results": {"en": "Nineteen councils, nineteen pages, every month."},
        "milestones": [
            {
                "title": {"en": "All nineteen councils publish one page"},
                "due": -120,
                "reports": [
                    (
                        "complete",
                        "complete",
                        "All nineteen do.",
                        "All nineteen do, eleven with votes by name.",
                    )
                ],
            },
            {
                "title": {"en": "Letters are numbered and answered in thirty days"},
                "due": 200,
                "reports": [],
            },
        ],
    },
]

SEATS: list[tuple[str, dict[str, str], str]] = [
    (
        "government",
        {
            "en": "Minister of the Interior",
            "es": "Ministra del Interior",
            "fr": "Ministre de l’Intérieur",
        },
        "Rosa Benítez",
    ),
    (
        "government",
        {"en": "Ministry of Health", "es": "Ministerio de Salud", "fr": "Ministère de la Santé"},
        "Tomas Aldane",
    ),
    (
        "government",
        {
            "en": "Ministry of Finance",
            "es": "Ministerio de Hacienda",
            "fr": "Ministère des Finances",
        },
        "Odile Varenne",
    ),
    (
        "government",
        {
            "en": "Association of Towns",
            "es": "Asociación de Pueblos",
            "fr": "Association des communes",
        },
        "Piet Harrow",
    ),
    ("civil_society", {"en": "Water Watch"}, "Amadou Keita"),
    (
        "civil_society",
        {
            "en": "Federation of Parents",
            "es": "Federación de Familias",
            "fr": "Fédération des parents",
        },
        "Lucía Morán",
    ),
    (
        "civil_society",
        {
            "en": "Coast Radio Network",
            "es": "Red de Radios de la Costa",
            "fr": "Réseau des radios de la côte",
        },
        "Nell Ashdown",
    ),
    ("civil_society", {"en": "Open Budgets Marenda"}, "Farid Lemaire"),
]
