"""A small plan of one promise, still a draft: whoever tries the demo can lead it to the end."""

from typing import Any

PROCESS: dict[str, Any] = {
    "title": {
        "en": "Clean beaches",
        "es": "Playas limpias",
        "fr": "Plages propres",
    },
    "question": {
        "en": "What would make our beaches safe to bathe at?",
        "es": "¿Qué haría seguras nuestras playas?",
        "fr": "Que faut-il pour se baigner sans risque ?",
    },
    "more": {
        "purpose": {
            "en": "The coast asked for a plan of its own. One promise is drafted; what you say can change it.",
            "es": "La costa pidió su propio plan. Hay una promesa en borrador; lo que usted diga puede cambiarla.",
            "fr": "La côte a demandé son propre plan. Une promesse est écrite ; vos mots peuvent la changer.",
        },
        "can_change": {
            "en": "Which beaches are tested, how often, and where the result stands.",
            "es": "Qué playas se analizan, cada cuánto y dónde se publica.",
            "fr": "Quelles plages sont contrôlées, quand, et où l’on affiche.",
        },
        "cannot_change": {
            "en": "Who may build on the shore: that is the law of the coast.",
            "es": "Quién puede construir en la orilla: eso lo dice la ley de costas.",
            "fr": "Qui peut construire sur le rivage : c’est la loi du littoral qui le dit.",
        },
        "decision_maker": {
            "en": "The forum, both sides",
            "es": "El foro, ambos lados",
            "fr": "Le forum, les deux côtés",
        },
    },
}

PHASES: list[dict[str, Any]] = [
    {
        "name": {"en": "Listening", "es": "Escuchar", "fr": "Écouter"},
        "about": {
            "en": "Anyone can say what worries them at the shore.",
            "es": "Cualquiera puede decir qué le preocupa en la playa.",
            "fr": "Chacun peut dire ce qui l’inquiète au bord de la mer.",
        },
        "icon": "megaphone",
        "days": (-10, 30),
    },
    {
        "name": {"en": "Deciding together", "es": "Decidir juntos", "fr": "Décider ensemble"},
        "about": {
            "en": "Both sides of the forum must agree.",
            "es": "Las dos partes del foro deben estar de acuerdo.",
            "fr": "Les deux côtés du forum doivent être d’accord.",
        },
        "icon": "scale",
        "days": (31, 45),
    },
]

CALL: dict[str, Any] = {
    "title": {
        "en": "What worries you at the beach?",
        "es": "¿Qué le preocupa en la playa?",
        "fr": "Qu’est-ce qui vous inquiète à la plage ?",
    },
    "purpose": {
        "en": "To find out what the promise on beaches must contain.",
        "es": "Saber qué debe contener la promesa sobre las playas.",
        "fr": "Savoir ce que la promesse sur les plages doit contenir.",
    },
    "question": {
        "en": "Which beach do you mean, and what should change there?",
        "es": "¿Qué playa es y qué debería cambiar?",
        "fr": "De quelle plage s’agit-il, et que faut-il y changer ?",
    },
    "audience": {"en": "Everyone on the coast", "es": "Toda la costa", "fr": "Toute la côte"},
    "can_change": {
        "en": "What the plan promises",
        "es": "Lo que promete el plan",
        "fr": "Ce que promet le plan",
    },
    "decided_by": {
        "en": "The forum, both sides",
        "es": "El foro, ambos lados",
        "fr": "Le forum, les deux côtés",
    },
    "influence": "involve",
    "identity_policy": "named",
    "phase": 0,
    "days": (-10, 30, 60),
}

IDEAS: list[tuple[str, str, str, str, str]] = [
    (
        "en",
        "web",
        "Gullpoint",
        "A flag that tells the truth",
        "The green flag flew all July while the drain ran into the bay. Tie the flag to the test.",
    ),
    (
        "es",
        "web",
        "Puerto Alto",
        "Saber si se puede bañar",
        "Que digan cada viernes si se puede bañar, en la radio y en el muelle.",
    ),
]

PLAN: dict[str, Any] = {
    "title": {
        "en": "Plan for clean beaches",
        "es": "Plan de playas limpias",
        "fr": "Plan pour des plages propres",
    },
    "summary": {
        "en": "One promise for one coast, in draft.",
        "es": "Una promesa para una costa, en borrador.",
        "fr": "Une promesse pour une côte, à l’état de projet.",
    },
    "days": (-5, 720),
    "slug": "clean-beaches",
}

COMMITMENTS: list[dict[str, Any]] = [
    {
        "code": "1",
        "office": "water",
        "title": {
            "en": "Know before you bathe",
            "es": "Saber antes de bañarse",
            "fr": "Savoir avant de se baigner",
        },
        "problem": {
            "en": "Bathing water is tested, and the result comes out in November.",
            "es": "El agua de baño se analiza y el resultado sale en noviembre.",
            "fr": "L’eau de baignade est analysée, et le résultat paraît en novembre.",
        },
        "causes": {
            "en": "The laboratory writes one report a year, for the ministry.",
            "es": "El laboratorio escribe un informe al año, para el ministerio.",
            "fr": "Le laboratoire écrit un rapport par an, pour le ministère.",
        },
        "done": {
            "en": "Nine beaches are tested each month in summer.",
            "es": "En verano se analizan nueve playas cada mes.",
            "fr": "En été, neuf plages sont analysées chaque mois.",
        },
        "solution": [
            {
                "en": "The Water Office tests each bathing beach every week in summer.",
                "es": "La Oficina del Agua analiza cada playa cada semana en verano.",
                "fr": "L’Office de l’eau analyse chaque plage de baignade chaque semaine en été.",
            },
            {
                "en": "The result stands at the beach and on the radio every Friday.",
                "es": "El resultado está en la playa y en la radio cada viernes.",
                "fr": "Le résultat est affiché à la plage et dit à la radio chaque vendredi.",
            },
        ],
        "results": {
            "en": "Nobody bathes without knowing what is in the water.",
            "es": "Nadie se baña sin saber qué hay en el agua.",
            "fr": "Personne ne se baigne sans savoir ce qu’il y a dans l’eau.",
        },
        "milestones": [
            {
                "title": {
                    "en": "Weekly results at twenty beaches",
                    "es": "Resultados semanales en veinte playas",
                    "fr": "Des résultats chaque semaine sur vingt plages",
                },
                "due": 200,
                "reports": [],
            },
        ],
    },
]
