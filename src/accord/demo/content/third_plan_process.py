"""The process that made the third plan: its question, its phases, its call, its adoption."""

from typing import Any

PROCESS: dict[str, Any] = {
    "title": {
        "en": "Third action plan",
        "es": "Tercer plan de acción",
        "fr": "Troisième plan d’action",
    },
    "question": {
        "en": "What should government promise you?",
        "es": "¿Qué debería prometerle el gobierno?",
        "fr": "Que doit vous promettre le gouvernement ?",
    },
    "more": {
        "purpose": {
            "en": "We wrote the third open government plan together: the government, civil society, and everyone "
            "who had something to say. It holds five promises for two years.",
            "es": "Escribimos juntos el tercer plan de gobierno abierto: el gobierno, la sociedad civil y quien "
            "tuviera algo que decir. Tiene cinco promesas para dos años.",
            "fr": "Nous avons écrit ensemble le troisième plan : le gouvernement, la société civile et toute personne "
            "qui avait quelque chose à dire. Il contient cinq promesses pour deux ans.",
        },
        "can_change": {
            "en": "What the plan promises, who carries it, and by when.",
            "es": "Qué promete el plan, quién lo lleva y para cuándo.",
            "fr": "Ce que le plan promet, qui en est chargé et pour quand.",
        },
        "cannot_change": {
            "en": "Laws. The plan can only promise to bring a change to parliament.",
            "es": "Las leyes. El plan solo puede prometer llevar un cambio al parlamento.",
            "fr": "Les lois. Le plan peut seulement promettre de porter un changement au parlement.",
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
            "en": "The forum agreed its rules and published this calendar three weeks before work began.",
            "es": "El foro acordó sus reglas y publicó este calendario tres semanas antes de empezar.",
            "fr": "Le forum a fixé ses règles et publié ce calendrier trois semaines avant le début.",
        },
        "icon": "calendar",
        "days": (-590, -563),
    },
    {
        "name": {"en": "Listening", "es": "Escuchar", "fr": "Écouter"},
        "about": {
            "en": "Anyone could share a problem or an idea: here, by text, by phone or on paper.",
            "es": "Cualquiera pudo compartir un problema o una idea: aquí, por mensaje, por teléfono o en papel.",
            "fr": "Chacun a pu partager un problème ou une idée : ici, par message, par téléphone ou sur papier.",
        },
        "icon": "megaphone",
        "days": (-562, -512),
    },
    {
        "name": {
            "en": "Finding what we have in common",
            "es": "Buscar lo común",
            "fr": "Trouver ce qui nous est commun",
        },
        "about": {
            "en": "Ideas that say one thing were put side by side. Authors could say “that isn’t what I meant”.",
            "es": "Las ideas que dicen lo mismo se pusieron juntas. Quien las escribió pudo decir «no es lo que quise decir».",
            "fr": "Les idées qui disent la même chose ont été mises ensemble. Leurs auteurs ont pu dire « ce n’est pas ce que je voulais dire ».",
        },
        "icon": "git-merge",
        "days": (-511, -476),
    },
    {
        "name": {"en": "Deciding together", "es": "Decidir juntos", "fr": "Décider ensemble"},
        "about": {
            "en": "A promise needed a majority of each side of the forum.",
            "es": "Cada promesa necesitó una mayoría de cada parte del foro.",
            "fr": "Chaque promesse a demandé une majorité de chaque côté du forum.",
        },
        "icon": "scale",
        "days": (-475, -440),
    },
    {
        "name": {"en": "Answering everyone", "es": "Responder a todos", "fr": "Répondre à chacun"},
        "about": {
            "en": "Each idea got a written answer: yes, partly, or no, and why.",
            "es": "Cada idea recibió una respuesta escrita: sí, en parte o no, y por qué.",
            "fr": "Chaque idée a reçu une réponse écrite : oui, en partie ou non, et pourquoi.",
        },
        "icon": "reply",
        "days": (-460, -420),
    },
    {
        "name": {
            "en": "The plan, and keeping it",
            "es": "El plan y su cumplimiento",
            "fr": "Le plan, et le tenir",
        },
        "about": {
            "en": "Both sides report every half year on each promise.",
            "es": "Las dos partes informan cada semestre sobre cada promesa.",
            "fr": "Les deux côtés rendent compte chaque semestre de chaque promesse.",
        },
        "icon": "file-text",
        "days": (-400, None),
    },
]

ACTIVITY: dict[str, Any] = {
    "title": {
        "en": "Tell us a problem, or an idea to fix one",
        "es": "Cuéntenos un problema o una idea para resolverlo",
        "fr": "Dites-nous un problème, ou une idée pour le régler",
    },
    "purpose": {
        "en": "To find out what people need government to open up, and to promise the most needed of it.",
        "es": "Saber qué necesita la gente que el gobierno abra, y prometer lo más necesario.",
        "fr": "Savoir ce que les gens veulent voir s’ouvrir, et promettre le plus nécessaire.",
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
    "identity_policy": "named",
    "phase": 1,
    "days": (-562, -512, -425),
}

INTRO: dict[str, Any] = {
    "title": {
        "en": "What we heard for the third plan",
        "es": "Lo que escuchamos para el tercer plan",
        "fr": "Ce que nous avons entendu pour le troisième plan",
    },
    "intro": {
        "en": "Eighty-five people spoke. This is what they said, put side by side and in as few words as we could. "
        "Comment on any paragraph by its number.",
        "es": "Hablaron ochenta y cinco personas. Esto es lo que dijeron, en las menos palabras posibles.",
        "fr": "Quatre-vingt-cinq personnes ont parlé. Voici ce qu’elles ont dit, en aussi peu de mots que possible. Commentez chaque paragraphe par son numéro.",
    },
}

OVERRIDE: dict[str, Any] = {
    "decision_title": {
        "en": "The third plan is adopted",
        "es": "Se adopta el tercer plan",
        "fr": "Le troisième plan est adopté",
    },
    "decision_text": {
        "en": "The forum adopts the five commitments as they stand in the reviewed draft.",
        "es": "El foro adopta los cinco compromisos tal como están en el borrador revisado.",
        "fr": "Le forum adopte les cinq engagements tels qu’ils figurent dans le projet relu.",
    },
    "reason": {
        "en": "One idea, on ferry fares, waits for the new ferry company. It will be answered when the company has "
        "named an office.",
        "es": "Una idea, sobre el precio del ferri, espera a la nueva empresa. Se contestará cuando la empresa tenga "
        "una oficina.",
        "fr": "Une idée, sur le prix du ferry, attend la nouvelle compagnie. On y répondra quand la compagnie aura nommé un service.",
    },
}

VALUES: dict[str, dict[str, str]] = {
    "transparency": {
        "en": "People see what was hidden or hard to find.",
        "es": "La gente ve lo que estaba oculto o costaba encontrar.",
        "fr": "Les gens voient ce qui était caché ou difficile à trouver.",
    },
    "accountability": {
        "en": "A named office answers when the promise isn’t kept.",
        "es": "Una oficina con nombre responde cuando la promesa no se cumple.",
        "fr": "Un service nommé répond quand la promesse n’est pas tenue.",
    },
    "participation": {
        "en": "Civil society reports beside the government each half year.",
        "es": "La sociedad civil informa junto al gobierno cada semestre.",
        "fr": "La société civile rend compte à côté du gouvernement chaque semestre.",
    },
}

PERIODS: list[dict[str, Any]] = [
    {
        "code": "1",
        "name": {"en": "First half year", "es": "Primer semestre", "fr": "Premier semestre"},
        "days": (-395, -215),
    },
    {
        "code": "2",
        "name": {"en": "Second half year", "es": "Segundo semestre", "fr": "Deuxième semestre"},
        "days": (-214, -32),
    },
]

PLAN: dict[str, Any] = {
    "title": {
        "en": "Third action plan",
        "es": "Tercer plan de acción",
        "fr": "Troisième plan d’action",
    },
    "summary": {
        "en": "Five promises, made by government and society together, each with someone who answers for it.",
        "es": "Cinco promesas, hechas por el gobierno y la sociedad, cada una con alguien que responde por ella.",
        "fr": "Cinq promesses, faites ensemble par le gouvernement et la société, chacune avec un responsable.",
    },
    "days": (-400, 330),
    "slug": "third-plan",
}
