"""The fourth plan, being made right now: one call is open, an earlier one owes its answers."""

from typing import Any

PROCESS: dict[str, Any] = {
    "title": {
        "en": "Fourth action plan",
        "es": "Cuarto plan de acción",
        "fr": "Quatrième plan d’action",
    },
    "question": {
        "en": "What should government open up next?",
        "es": "¿Qué debería abrir ahora el gobierno?",
        "fr": "Que doit ouvrir maintenant le gouvernement ?",
    },
    "more": {
        "purpose": {
            "en": "We are writing the fourth open government plan together: the government, civil society, and you. "
            "It will hold up to ten promises.",
            "es": "Estamos escribiendo juntos el cuarto plan de gobierno abierto: el gobierno, la sociedad civil y "
            "usted. Tendrá hasta diez promesas.",
            "fr": "Nous écrivons ensemble le quatrième plan : le gouvernement, la société civile et vous. Il "
            "contiendra au plus dix promesses.",
        },
        "can_change": {
            "en": "Your ideas set the agenda. The forum picks; the ministers sign.",
            "es": "Sus ideas fijan los temas. El foro elige; los ministros firman.",
            "fr": "Vos idées fixent les sujets. Le forum choisit ; les ministres signent.",
        },
        "cannot_change": {
            "en": "The budget of this year, and laws: the plan can promise to bring a change to parliament.",
            "es": "El presupuesto de este año y las leyes.",
            "fr": "Le budget de cette année, et les lois.",
        },
        "decision_maker": {
            "en": "The forum; ministers sign",
            "es": "El foro; firman los ministros",
            "fr": "Le forum ; les ministres signent",
        },
    },
}

PHASES: list[dict[str, Any]] = [
    {
        "name": {"en": "Getting ready", "es": "Preparación", "fr": "Préparation"},
        "about": {
            "en": "The forum agreed its rules, looked back at the third plan and published this calendar.",
            "es": "El foro acordó sus reglas, revisó el tercer plan y publicó este calendario.",
            "fr": "Le forum a fixé ses règles, relu le troisième plan et publié ce calendrier.",
        },
        "icon": "calendar",
        "days": (-75, -22),
    },
    {
        "name": {"en": "Listening", "es": "Escuchar", "fr": "Écouter"},
        "about": {
            "en": "Anyone can share a problem or an idea here, with an account or without.",
            "es": "Cualquiera puede contar aquí un problema o una idea, con cuenta o sin ella.",
            "fr": "Chacun peut dire ici un problème ou une idée, avec ou sans compte.",
        },
        "icon": "megaphone",
        "days": (-21, 18),
    },
    {
        "name": {
            "en": "Finding what we have in common",
            "es": "Buscar lo común",
            "fr": "Trouver ce qui nous est commun",
        },
        "about": {
            "en": "Ideas that say one thing are put side by side. You can say “that isn’t what I meant”.",
            "es": "Las ideas que dicen lo mismo se ponen juntas. Usted puede decir «no es lo que quise decir».",
            "fr": "Les idées semblables sont réunies. Vous pourrez dire « ce n’est pas ce que je voulais dire ».",
        },
        "icon": "git-merge",
        "days": (12, 45),
    },
    {
        "name": {"en": "Deciding together", "es": "Decidir juntos", "fr": "Décider ensemble"},
        "about": {
            "en": "Both sides of the forum must agree to each promise. Each decision is public, with its reasons.",
            "es": "Las dos partes del foro deben aceptar cada promesa. Cada decisión es pública, con sus razones.",
            "fr": "Les deux côtés du forum doivent accepter chaque promesse. Chaque décision est publique, avec ses raisons.",
        },
        "icon": "scale",
        "days": (46, 75),
    },
    {
        "name": {"en": "Answering everyone", "es": "Responder a todos", "fr": "Répondre à chacun"},
        "about": {
            "en": "Each idea gets a written answer: yes, partly, or no, and why.",
            "es": "Cada idea recibe una respuesta escrita: sí, en parte o no, y por qué.",
            "fr": "Chaque idée reçoit une réponse écrite : oui, en partie ou non, et pourquoi.",
        },
        "icon": "reply",
        "days": (60, 90),
    },
    {
        "name": {
            "en": "The plan, and keeping it",
            "es": "El plan y su cumplimiento",
            "fr": "Le plan, et le tenir",
        },
        "about": {
            "en": "The plan is published, and both sides report on it every half year.",
            "es": "El plan se publica y las dos partes informan sobre él cada semestre.",
            "fr": "Le plan est publié, et les deux côtés en rendent compte chaque semestre.",
        },
        "icon": "file-text",
        "days": (100, None),
    },
]

OPEN_CALL: dict[str, Any] = {
    "title": {
        "en": "Tell us a problem, or an idea to fix one",
        "es": "Cuéntenos un problema o una idea para resolverlo",
        "fr": "Dites-nous un problème, ou une idée pour le régler",
    },
    "purpose": {
        "en": "To find the problems that the fourth plan should promise to solve.",
        "es": "Encontrar los problemas que el cuarto plan debería prometer resolver.",
        "fr": "Trouver les problèmes que le quatrième plan devrait promettre de régler.",
    },
    "question": {
        "en": "What should you be able to see, say or decide?",
        "es": "¿Qué debería usted poder ver, decir o decidir?",
        "fr": "Que devriez-vous pouvoir voir, dire ou décider ?",
    },
    "audience": {
        "en": "Everyone who lives in Marenda",
        "es": "Quien viva en Marenda",
        "fr": "Toute personne à Marenda",
    },
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
    "identity_policy": "pseudonym",
    "phase": 1,
    "days": (-21, 18, 90),
}

PAST_CALL: dict[str, Any] = {
    "title": {
        "en": "What became of the third plan, where you live?",
        "es": "¿Qué fue del tercer plan donde usted vive?",
        "fr": "Qu’est devenu le troisième plan chez vous ?",
    },
    "purpose": {
        "en": "To learn from the third plan before the fourth is written.",
        "es": "Aprender del tercer plan antes de escribir el cuarto.",
        "fr": "Apprendre du troisième plan avant d’écrire le quatrième.",
    },
    "question": {
        "en": "Which promise reached you, and which didn’t?",
        "es": "¿Qué promesa le llegó y cuál no?",
        "fr": "Quelle promesse vous a atteint, et laquelle non ?",
    },
    "audience": {
        "en": "Everyone who lives in Marenda",
        "es": "Quien viva en Marenda",
        "fr": "Toute personne à Marenda",
    },
    "can_change": {
        "en": "What the fourth plan goes on with",
        "es": "Con qué sigue el cuarto plan",
        "fr": "Ce que poursuit le quatrième plan",
    },
    "decided_by": {
        "en": "The forum, both sides",
        "es": "El foro, ambos lados",
        "fr": "Le forum, les deux côtés",
    },
    "influence": "consult",
    "identity_policy": "hidden",
    "phase": 0,
    "days": (-62, -40, -12),
}

LETTERBOX: dict[str, Any] = {
    "title": {
        "en": "Tell us about a bribe, with no name at all",
        "es": "Cuente un soborno, sin ningún nombre",
        "fr": "Signaler un pot-de-vin, sans aucun nom",
    },
    "purpose": {
        "en": "To see where people are asked for money they don’t owe.",
        "es": "Ver dónde se pide dinero que no se debe.",
        "fr": "Voir où l’on demande de l’argent qui n’est pas dû.",
    },
    "question": {
        "en": "Where did it happen, and what would have stopped it?",
        "es": "¿Dónde pasó y qué lo habría impedido?",
        "fr": "Où est-ce arrivé, et qu’est-ce qui l’aurait empêché ?",
    },
    "audience": {"en": "Everyone", "es": "Todas las personas", "fr": "Tout le monde"},
    "can_change": {
        "en": "What the plan promises against it",
        "es": "Lo que el plan promete contra eso",
        "fr": "Ce que le plan promet contre cela",
    },
    "decided_by": {
        "en": "The forum, both sides",
        "es": "El foro, ambos lados",
        "fr": "Le forum, les deux côtés",
    },
    "influence": "consult",
    "identity_policy": "anonymous",
    "phase": 1,
    "days": (-21, 40, 95),
}

DRAFT_THEMES: list[dict[str, Any]] = [
    {
        "title": {
            "en": "Answer letters and calls",
            "es": "Contestar cartas y llamadas",
            "fr": "Répondre aux lettres et aux appels",
        },
        "summary": {
            "en": "People want a person, a number and a date.",
            "es": "La gente quiere una persona, un número y una fecha.",
            "fr": "Les gens veulent une personne, un numéro et une date.",
        },
        "ideas": ["A person on the line", "Que contesten las cartas", "Turnos sin madrugar"],
    },
    {
        "title": {"en": "Warn us in time", "es": "Avisar a tiempo", "fr": "Prévenir à temps"},
        "summary": {
            "en": "Floods, power cuts, seeds, bathing water: the warning comes too late.",
            "es": "Inundaciones, apagones, semillas, agua de baño: el aviso llega demasiado tarde.",
            "fr": "Inondations, coupures, semences, baignade : l’alerte arrive trop tard.",
        },
        "ideas": ["Publish flood maps", "Tell us when power is cut", "Semillas: cuándo llegan"],
    },
]

# Which office has been asked to answer which idea.
DUTIES = {"water": "On a perdu le numéro gratuit", "health": "The clinic board worked"}

HELD = "Call me about the well: my number is 0600 123 456, ask for the owner of the blue house."
HIDDEN_REASON = "It names a private person (rule 3)."
MOVE_REASON = {
    "en": "People on the coast asked for a week more, because of the storm.",
    "es": "La gente de la costa pidió una semana más, por la tormenta.",
    "fr": "Les gens de la côte ont demandé une semaine de plus, à cause de la tempête.",
}
