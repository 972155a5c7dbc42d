"""The third plan of Marenda: what people said became themes, decisions, answers, clauses, progress.

Dates are days from the day of seeding; negative is past.
"""

from typing import Any

OFFICES: dict[str, dict[str, str]] = {
    "health": {
        "en": "Ministry of Health",
        "es": "Ministerio de Salud",
        "fr": "Ministère de la Santé",
    },
    "water": {"en": "Water Office", "es": "Oficina del Agua", "fr": "Office de l’eau"},
    "finance": {
        "en": "Ministry of Finance",
        "es": "Ministerio de Hacienda",
        "fr": "Ministère des Finances",
    },
    "education": {
        "en": "Ministry of Education",
        "es": "Ministerio de Educación",
        "fr": "Ministère de l’Éducation",
    },
    "interior": {
        "en": "Ministry of the Interior",
        "es": "Ministerio del Interior",
        "fr": "Ministère de l’Intérieur",
    },
    "transport": {
        "en": "Transport Agency",
        "es": "Agencia de Transporte",
        "fr": "Agence des transports",
    },
}

THEMES: dict[str, dict[str, Any]] = {
    "water": {
        "title": {
            "en": "Know what is in our water",
            "es": "Saber qué hay en nuestra agua",
            "fr": "Savoir ce qu’il y a dans notre eau",
        },
        "summary": {
            "en": "People want wells and taps tested, and the result put where they are, in words "
            "they understand: at the school, the market, by text. Several ask for farm wells too.",
            "es": "La gente quiere que se analicen pozos y grifos, y que el resultado esté donde "
            "viven, en palabras claras: en la escuela, el mercado, por mensaje. Varias personas "
            "piden incluir los pozos de las fincas.",
            "fr": "Les gens veulent que puits et robinets soient analysés, et que le résultat soit là où ils vivent, en mots clairs : à l’école, au marché, par message. Plusieurs demandent aussi les puits des fermes.",
        },
        "decision": {
            "title": {
                "en": "Public water is taken up; farm wells are not yet",
                "es": "Se acepta el agua pública; los pozos de las fincas, todavía no",
                "fr": "L’eau publique est retenue ; les puits des fermes, pas encore",
            },
            "text": {
                "en": "The plan promises tests of every public well twice a year and a result in "
                "plain words at the nearest school. Farm wells need a change in the law first.",
                "es": "El plan promete analizar cada pozo público dos veces al año y publicar el "
                "resultado en palabras claras en la escuela más cercana. Los pozos de las fincas "
                "necesitan antes un cambio en la ley.",
                "fr": "Le plan promet d’analyser chaque puits public deux fois par an et d’afficher le résultat, en mots clairs, à l’école la plus proche. Pour les puits des fermes, il faut d’abord changer la loi.",
            },
            "dissent": {
                "civil_society": {
                    "en": "Half of those who wrote drink from farm wells. They can’t wait for a law.",
                    "es": "La mitad de quienes escribieron bebe de pozos de fincas. No puede esperar a una ley.",
                    "fr": "La moitié de ceux qui ont écrit boivent l’eau de puits de ferme. Ils ne peuvent pas attendre une loi.",
                }
            },
        },
        "answer": {
            "office": "health",
            "outcome": "adopted_in_part",
            "next_step": "session",
            "reasons": {
                "es": "Pidieron análisis del agua y resultados que se entiendan. Analizaremos cada "
                "pozo público dos veces al año y pondremos una página en cada escuela.\n\nLos pozos "
                "de las fincas aún no: la ley solo nos deja analizar pozos públicos.",
                "en": "You asked for the water to be tested and for results that people understand. We will test each public well twice a year and put one page in every school.\n\nFarm wells not yet: the law lets us test public wells only.",
                "fr": "Vous avez demandé des analyses de l’eau et des résultats que l’on comprend. Nous analyserons chaque puits public deux fois par an et afficherons une page dans chaque école.\n\nLes puits des fermes, pas encore : la loi ne nous laisse analyser que les puits publics.",
            },
        },
        "commitment": "4",
    },
    "budget": {
        "title": {
            "en": "See where the money goes in my town",
            "es": "Ver adónde va el dinero en mi pueblo",
            "fr": "Voir où va l’argent dans ma commune",
        },
        "summary": {
            "en": "What each road, roof and dyke cost, who was paid, and why prices changed: on one "
            "page per town, in simple words, with the data beside it.",
            "fr": "Le prix de chaque route, toit ou digue, qui a été payé, et pourquoi les prix ont "
            "changé : sur une page par commune, avec les données à côté.",
            "es": "Cuánto costó cada camino, techo y dique, a quién se pagó y por qué subieron los precios: en una página por pueblo, en palabras sencillas, con los datos al lado.",
        },
        "decision": {
            "title": {
                "en": "A budget page for every town",
                "es": "Una página de presupuesto por pueblo",
                "fr": "Une page de budget pour chaque commune",
            },
            "text": {
                "en": "Taken up in full. The page comes out every quarter.",
                "es": "Se acepta entera. La página sale cada trimestre.",
                "fr": "Retenu en entier. La page paraît chaque trimestre.",
            },
        },
        "answer": {
            "office": "finance",
            "outcome": "adopted",
            "next_step": "none",
            "reasons": {
                "en": "Every town gets one page each quarter: what came in, what went out, what was "
                "promised. Contracts and price changes are listed below it.",
                "fr": "Chaque commune aura une page par trimestre : ce qui entre, ce qui sort, ce qui "
                "était promis. Les contrats et les changements de prix suivent.",
                "es": "Cada pueblo tendrá una página por trimestre: qué entró, qué salió, qué se prometió. Debajo están los contratos y los cambios de precio.",
            },
        },
        "commitment": "1",
    },
    "clinics": {
        "title": {
            "en": "Know before I walk to the clinic",
            "es": "Saber antes de caminar al puesto de salud",
            "fr": "Savoir avant de marcher jusqu’au dispensaire",
        },
        "summary": {
            "en": "Is the nurse there, is there medicine, how long is the wait? People walk for "
            "hours to find out.",
            "es": "¿Está la enfermera, hay medicinas, cuánto se espera? La gente camina horas para saberlo.",
            "fr": "L’infirmière est-elle là, y a-t-il des médicaments, combien de temps attend-on ? Les gens marchent des heures pour le savoir.",
        },
        "decision": {
            "title": {
                "en": "A board at every clinic, and the same by text",
                "es": "Un tablero en cada puesto de salud, y lo mismo por mensaje",
                "fr": "Un tableau à chaque dispensaire, et la même chose par message",
            },
            "text": {
                "en": "Taken up in full, beginning with the forty clinics farthest from a town.",
                "es": "Se acepta entera, empezando por los cuarenta puestos más alejados de un pueblo.",
                "fr": "Retenu en entier, en commençant par les quarante dispensaires les plus éloignés d’une ville.",
            },
        },
        "answer": {
            "office": "health",
            "outcome": "adopted",
            "next_step": "outreach",
            "reasons": {
                "en": "A board by the door of each clinic will show twenty common medicines and the "
                "true hours, and the same comes by text message.",
                "es": "Un tablero en la puerta de cada puesto mostrará veinte medicinas comunes y el "
                "horario verdadero, y lo mismo llegará por mensaje.",
                "fr": "Un tableau à la porte de chaque dispensaire montrera vingt médicaments courants et les vraies heures, et la même chose viendra par message.",
            },
        },
        "commitment": "2",
    },
    "schools": {
        "title": {
            "en": "Families have a say in school money",
            "es": "Las familias opinan sobre el dinero de la escuela",
            "fr": "Les familles ont leur mot à dire sur l’argent de l’école",
        },
        "summary": {
            "en": "Parents and students want to see what a school receives, and to choose what is "
            "mended first.",
            "es": "Familias y estudiantes quieren ver qué recibe cada escuela y elegir qué se arregla primero.",
            "fr": "Parents et élèves veulent voir ce que reçoit chaque école, et choisir ce qui est réparé d’abord.",
        },
        "decision": {
            "title": {
                "en": "Family councils choose small repairs",
                "es": "Los consejos de familias eligen arreglos pequeños",
                "fr": "Les conseils de parents choisissent les petites réparations",
            },
            "text": {
                "en": "Taken up in part: councils choose repairs, not salaries or meals.",
                "es": "Se acepta en parte: los consejos eligen arreglos, no sueldos ni comidas.",
                "fr": "Retenu en partie : les conseils choisissent les réparations, pas les salaires ni les repas.",
            },
        },
        "answer": {
            "office": "education",
            "outcome": "adopted_in_part",
            "next_step": "session",
            "reasons": {
                "en": "Each school shows its money on one page and a family council chooses which "
                "repair comes first. Meals and salaries are fixed for the whole country.",
                "es": "Cada escuela muestra su dinero en una página y un consejo de familias elige qué arreglo va primero. Las comidas y los sueldos se fijan para todo el país.",
                "fr": "Chaque école montre son argent sur une page, et un conseil de parents choisit la première réparation. Les repas et les salaires sont fixés pour tout le pays.",
            },
        },
        "commitment": "3",
    },
    "minutes": {
        "title": {
            "en": "Council decisions on one page",
            "es": "Decisiones del concejo en una página",
            "fr": "Les décisions du conseil en une page",
        },
        "summary": {
            "en": "One page in plain words after each meeting, with how each member voted, also on "
            "the radio and in the languages of the coast.",
            "es": "Una página en palabras claras después de cada reunión, con el voto de cada miembro, también por radio y en las lenguas de la costa.",
            "fr": "Une page en mots simples après chaque réunion, avec le vote de chaque membre, aussi à la radio et dans les langues de la côte.",
        },
        "decision": {
            "title": {
                "en": "One page within a week",
                "es": "Una página en una semana",
                "fr": "Une page sous une semaine",
            },
            "text": {
                "en": "Taken up in full by all nineteen councils.",
                "es": "La aceptan entera los diecinueve concejos.",
                "fr": "Retenu en entier par les dix-neuf conseils.",
            },
        },
        "answer": {
            "office": "interior",
            "outcome": "adopted",
            "next_step": "none",
            "reasons": {
                "en": "All nineteen councils will publish one page in plain words within a week, with "
                "the votes by name, and local radio will read it.",
                "es": "Los diecinueve concejos publicarán en una semana una página en palabras claras, con el voto de cada miembro, y la radio local la leerá.",
                "fr": "Les dix-neuf conseils publieront sous une semaine une page en mots simples, avec le vote de chacun, et la radio locale la lira.",
            },
        },
        "commitment": "5",
    },
    "buses": {
        "title": {
            "en": "Buses and ferries that come when they say",
            "es": "Buses y ferris que llegan cuando dicen",
            "fr": "Des bus et des bacs qui passent à l’heure dite",
        },
        "summary": {
            "en": "Measure which buses came, say who sets fares, answer complaints.",
            "es": "Medir qué autobuses pasaron, decir quién fija las tarifas, contestar las quejas.",
            "fr": "Mesurer quels bus sont passés, dire qui fixe les tarifs, répondre aux plaintes.",
        },
        "answer": {
            "office": "transport",
            "outcome": "in_progress",
            "next_step": "none",
            "reasons": {
                "en": "Since spring every bus carries a tracker. The share of buses that came will be "
                "public from next month, by route.",
                "es": "Desde la primavera cada autobús lleva un rastreador. Desde el mes que viene será público, por ruta, cuántos autobuses pasaron.",
                "fr": "Depuis le printemps, chaque bus porte un traceur. Dès le mois prochain, la part des bus passés sera publique, ligne par ligne.",
            },
        },
    },
    "land": {
        "title": {
            "en": "Open the land register",
            "es": "Abrir el registro de tierras",
            "fr": "Ouvrir le cadastre",
        },
        "summary": {
            "en": "See without paying who owns the shore, the forest and the commons.",
            "es": "Ver sin pagar de quién son la costa, el bosque y las tierras comunes.",
            "fr": "Voir sans payer à qui sont le rivage, la forêt et les terres communes.",
        },
        "decision": {
            "title": {
                "en": "The land register is not taken up in this plan",
                "es": "El registro de tierras no entra en este plan",
                "fr": "Le cadastre n’est pas retenu dans ce plan",
            },
            "text": {
                "en": "The government side sees no way before the Land Act is changed; civil society "
                "asked to have its regret recorded.",
                "es": "La parte del gobierno no ve camino antes de que cambie la Ley de Tierras; la sociedad civil pidió que conste que lo lamenta.",
                "fr": "Le côté du gouvernement ne voit pas de voie avant un changement de la loi foncière ; la société civile a fait noter ses regrets.",
            },
            "dissent": {
                "civil_society": {
                    "en": "A promise to bring the change to parliament was possible.",
                    "es": "Era posible prometer que el cambio se llevaría al parlamento.",
                    "fr": "On pouvait promettre de porter le changement au parlement.",
                }
            },
        },
        "answer": {
            "office": "interior",
            "outcome": "not_adopted",
            "obstacle": "law",
            "next_step": "information",
            "reasons": {
                "en": "The Land Act closes the register to all but owners and courts. Parliament could "
                "change that. What you said stays here and goes to the next plan.",
                "es": "La Ley de Tierras cierra el registro a todos menos a los dueños y los tribunales. El parlamento podría cambiarlo. Lo que usted dijo se queda aquí y pasa al próximo plan.",
                "fr": "La loi foncière ferme le registre à tous, sauf aux propriétaires et aux tribunaux. Le parlement pourrait le changer. Ce que vous avez dit reste ici et passe au prochain plan.",
            },
        },
    },
    "permits": {
        "title": {
            "en": "Hear about building before it begins",
            "es": "Enterarse de las obras antes de que empiecen",
            "fr": "Être prévenu avant les travaux",
        },
        "summary": {
            "en": "Building and felling permits on a map while one can still object.",
            "es": "Permisos de obra y de tala en un mapa, mientras aún se puede objetar.",
            "fr": "Les permis de construire et d’abattre sur une carte, tant qu’on peut encore s’y opposer.",
        },
        "answer": {
            "office": "interior",
            "outcome": "deferred",
            "obstacle": "money",
            "next_step": "none",
            "reasons": {
                "en": "We want this too, but the permit offices still work on paper. The money for new "
                "software is asked for in next year’s budget.",
                "es": "También lo queremos, pero las oficinas de permisos aún trabajan en papel. El dinero para un programa nuevo está pedido en el presupuesto del año que viene.",
                "fr": "Nous le voulons aussi, mais les bureaux des permis travaillent encore sur papier. L’argent d’un nouveau logiciel est demandé au budget de l’an prochain.",
            },
        },
    },
}

SINGLE_ANSWERS: list[dict[str, Any]] = [
    {
        "idea": "Bring back the tram",
        "office": "transport",
        "outcome": "another_body",
        "obstacle": "another_body",
        "next_step": "none",
        "reasons": {"en": "Trams belong to Marenda City. We have sent your words to its council."},
    },
    {
        "idea": "Más luz en la calle del río",
        "office": "interior",
        "outcome": "already_done",
        "next_step": "none",
        "reasons": {"es": "Doce lámparas se encendieron en marzo, de la escuela al muelle."},
    },
    {
        "idea": "Ouvrir la bibliothèque le dimanche",
        "office": "education",
        "outcome": "not_adopted",
        "obstacle": "staff",
        "next_step": "none",
        "reasons": {"fr": "Nous n’avons pas le personnel pour ouvrir sept jours sur sept."},
    },
    {
        "idea": "Answer letters",
        "office": "interior",
        "outcome": "adopted",
        "next_step": "none",
        "reasons": {"en": "Every letter gets a number and an answer within thirty days."},
        "commitment": "5",
    },
    {
        "idea": "Publicar las agendas de los ministros",
        "office": "interior",
        "outcome": "deferred",
        "obstacle": "coordination",
        "next_step": "session",
        "reasons": {
            "es": "Los ministerios llevan agendas distintas. Primero habrá una regla común."
        },
    },
    {
        "idea": "Free internet at the ferry",
        "office": "transport",
        "outcome": "not_adopted",
        "obstacle": "not_relevant",
        "next_step": "none",
        "reasons": {"en": "This isn’t about open government, but the ferry company has your note."},
    },
    {
        "idea": "Un numéro pour signaler l’eau sale",
        "office": "water",
        "outcome": "merged",
        "next_step": "none",
        "reasons": {
            "fr": "Votre idée rejoint celles sur les résultats par message : le même numéro servira à "
            "poser une question et à signaler l’eau sale."
        },
        "commitment": "4",
    },
]
