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
            "en": "Most people can’t tell what their town spent, on what, and why prices rose.",
            "es": "La mayoría no sabe cuánto gastó su pueblo, en qué, ni por qué subieron los precios.",
            "fr": "La plupart des gens ne savent pas ce que leur commune a dépensé, pour quoi, ni pourquoi les prix ont monté.",
        },
        "causes": {
            "en": "Accounts are kept by hand in each town, and nobody had to publish them.",
            "es": "Cada pueblo lleva sus cuentas a mano y nadie tenía que publicarlas.",
            "fr": "Chaque commune tient ses comptes à la main, et personne ne devait les publier.",
        },
        "done": {
            "en": "Twelve towns publish yearly accounts.",
            "es": "Doce pueblos publican sus cuentas del año.",
            "fr": "Douze communes publient leurs comptes annuels.",
        },
        "solution": [
            {
                "en": "Each town publishes one page each quarter: what came in, what went out, what was promised.",
                "es": "Cada pueblo publica una página por trimestre: qué entró, qué salió, qué se prometió.",
                "fr": "Chaque commune publie une page par trimestre : ce qui entre, ce qui sort, ce qui était promis.",
            },
            {
                "en": "Every contract above one thousand is in one list that can be searched by town.",
                "es": "Todo contrato de más de mil está en una lista que se puede buscar por pueblo.",
                "fr": "Tout contrat de plus de mille figure dans une liste où l’on cherche par commune.",
            },
            {
                "en": "When a price rises by more than a tenth, the reason and who agreed stand beside it.",
                "es": "Cuando un precio sube más de una décima parte, al lado están la razón y quién lo aceptó.",
                "fr": "Quand un prix monte de plus d’un dixième, la raison et qui l’a accepté figurent à côté.",
            },
        ],
        "results": {
            "en": "All 61 towns have a page that is never older than four months.",
            "es": "Los 61 pueblos tienen una página que nunca tiene más de cuatro meses.",
            "fr": "Les 61 communes ont une page qui n’a jamais plus de quatre mois.",
        },
        "milestones": [
            {
                "title": {
                    "en": "The first twenty towns publish their page",
                    "es": "Los primeros veinte pueblos publican su página",
                    "fr": "Les vingt premières communes publient leur page",
                },
                "due": -150,
                "reports": [
                    (
                        "complete",
                        "complete",
                        {
                            "en": "Twenty-two towns published on time.",
                            "es": "Veintidós pueblos publicaron a tiempo.",
                            "fr": "Vingt-deux communes ont publié à temps.",
                        },
                        {
                            "en": "We saw all twenty-two.",
                            "es": "Vimos las veintidós.",
                            "fr": "Nous avons vu les vingt-deux.",
                        },
                    )
                ],
            },
            {
                "title": {
                    "en": "All 61 towns publish their page",
                    "es": "Los 61 pueblos publican su página",
                    "fr": "Les 61 communes publient leur page",
                },
                "due": 120,
                "reports": [
                    (
                        "limited",
                        "limited",
                        {
                            "en": "Thirty-one towns publish now.",
                            "es": "Treinta y un pueblos publican ya.",
                            "fr": "Trente et une communes publient maintenant.",
                        },
                        {
                            "en": "Thirty-one, and four of them late.",
                            "es": "Treinta y uno, y cuatro de ellos con retraso.",
                            "fr": "Trente et une, dont quatre en retard.",
                        },
                        {
                            "en": "Small towns have no clerk for accounts.",
                            "es": "Los pueblos pequeños no tienen a nadie para las cuentas.",
                            "fr": "Les petites communes n’ont personne pour les comptes.",
                        },
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
        "problem": {
            "en": "People walk for hours to a clinic that is closed or has no medicine.",
            "es": "La gente camina horas hasta un puesto cerrado o sin medicinas.",
            "fr": "Les gens marchent des heures jusqu’à un dispensaire fermé ou sans médicaments.",
        },
        "causes": {
            "en": "Clinics report stock once a month, on paper, to the capital.",
            "es": "Los puestos informan de sus existencias una vez al mes, en papel, a la capital.",
            "fr": "Les dispensaires signalent leurs stocks une fois par mois, sur papier, à la capitale.",
        },
        "done": {
            "en": "A text number existed for one district.",
            "es": "Había un número de mensajes para un distrito.",
            "fr": "Un numéro de messages existait pour un district.",
        },
        "solution": [
            {
                "en": "A board at each clinic shows twenty common medicines and the true hours, every morning.",
                "es": "Un tablero en cada puesto muestra cada mañana veinte medicinas comunes y el horario verdadero.",
                "fr": "Chaque matin, un tableau à chaque dispensaire montre vingt médicaments courants et les vraies heures.",
            },
            {
                "en": "The same is sent by text message to whoever asks.",
                "es": "Lo mismo se manda por mensaje a quien lo pida.",
                "fr": "La même chose est envoyée par message à qui la demande.",
            },
        ],
        "results": {
            "en": "Nobody walks in vain to any of the 140 clinics.",
            "es": "Nadie camina en vano a ninguno de los 140 puestos.",
            "fr": "Personne ne marche en vain vers l’un des 140 dispensaires.",
        },
        "milestones": [
            {
                "title": {
                    "en": "Boards at the forty farthest clinics",
                    "es": "Tableros en los cuarenta puestos más lejanos",
                    "fr": "Des tableaux aux quarante dispensaires les plus éloignés",
                },
                "due": -200,
                "reports": [
                    (
                        "complete",
                        "complete",
                        {
                            "en": "All forty boards stand.",
                            "es": "Los cuarenta tableros están puestos.",
                            "fr": "Les quarante tableaux sont en place.",
                        },
                        {
                            "en": "We visited eighteen. All true.",
                            "es": "Visitamos dieciocho. Todo cierto.",
                            "fr": "Nous en avons visité dix-huit. Tout est vrai.",
                        },
                    )
                ],
            },
            {
                "title": {
                    "en": "Answers by text message",
                    "es": "Respuestas por mensaje de texto",
                    "fr": "Des réponses par message",
                },
                "due": -60,
                "reports": [
                    (
                        "complete",
                        "substantial",
                        {
                            "en": "The number answers for all clinics.",
                            "es": "El número contesta por todos los puestos.",
                            "fr": "Le numéro répond pour tous les dispensaires.",
                        },
                        {
                            "en": "It answers for 96 of 140 clinics.",
                            "es": "Contesta por 96 de 140 puestos.",
                            "fr": "Il répond pour 96 dispensaires sur 140.",
                        },
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
        "problem": {
            "en": "Families pay for chalk and brooms and never see the school’s money.",
            "es": "Las familias pagan tizas y escobas y nunca ven el dinero de la escuela.",
            "fr": "Les familles paient la craie et les balais et ne voient jamais l’argent de l’école.",
        },
        "causes": {
            "en": "School money is decided in the capital and the letters stay in the drawer.",
            "es": "El dinero de las escuelas se decide en la capital y las cartas quedan en el cajón.",
            "fr": "L’argent des écoles se décide dans la capitale, et les lettres restent dans le tiroir.",
        },
        "done": {
            "en": "Parents’ meetings are held twice a year.",
            "es": "Hay reuniones de familias dos veces al año.",
            "fr": "Des réunions de parents ont lieu deux fois par an.",
        },
        "solution": [
            {
                "en": "Each school shows what it received and spent on one page by the gate.",
                "es": "Cada escuela muestra en una página, junto al portón, qué recibió y qué gastó.",
                "fr": "Chaque école montre sur une page, près du portail, ce qu’elle a reçu et dépensé.",
            },
            {
                "en": "A family council chooses which repair comes first.",
                "es": "Un consejo de familias elige qué arreglo va primero.",
                "fr": "Un conseil de parents choisit la première réparation.",
            },
        ],
        "results": {
            "en": "Family councils in 200 schools, town and country alike.",
            "es": "Consejos de familias en 200 escuelas, del campo y de la ciudad.",
            "fr": "Des conseils de parents dans 200 écoles, en ville comme à la campagne.",
        },
        "milestones": [
            {
                "title": {
                    "en": "Family councils in sixty schools",
                    "es": "Consejos de familias en sesenta escuelas",
                    "fr": "Des conseils de parents dans soixante écoles",
                },
                "due": -90,
                "reports": [
                    (
                        "substantial",
                        "limited",
                        {
                            "en": "Forty-eight councils have met.",
                            "es": "Se han reunido cuarenta y ocho consejos.",
                            "fr": "Quarante-huit conseils se sont réunis.",
                        },
                        {
                            "en": "Forty-eight, but only three outside the city.",
                            "es": "Cuarenta y ocho, pero solo tres fuera de la ciudad.",
                            "fr": "Quarante-huit, mais trois seulement hors de la ville.",
                        },
                        {
                            "en": "Rural schools share one head teacher.",
                            "es": "Las escuelas rurales comparten una sola dirección.",
                            "fr": "Les écoles rurales partagent une seule direction.",
                        },
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
            "fr": "Hors du laboratoire, personne ne sait si l’eau des puits est bonne.",
        },
        "causes": {
            "en": "Results go to an archive; the law names nobody who must tell people.",
            "es": "Los resultados van a un archivo; la ley no dice quién debe avisar a la gente.",
            "fr": "Les résultats vont aux archives ; la loi ne dit pas qui doit prévenir les gens.",
        },
        "done": {
            "en": "The laboratory tests 90 wells a year.",
            "es": "El laboratorio analiza 90 pozos al año.",
            "fr": "Le laboratoire analyse 90 puits par an.",
        },
        "solution": [
            {
                "en": "The Water Office keeps a public list of all 412 public wells.",
                "es": "La Oficina del Agua lleva una lista pública de los 412 pozos públicos.",
                "fr": "L’Office de l’eau tient une liste publique des 412 puits publics.",
            },
            {
                "en": "The Water Office tests each public well twice a year and posts the result, in plain words, at "
                "the nearest school within ten days.",
                "es": "La Oficina del Agua analiza cada pozo público dos veces al año y pone el resultado, en palabras "
                "claras, en la escuela más cercana en diez días.",
                "fr": "L’Office de l’eau analyse chaque puits public deux fois par an et affiche le résultat, en mots clairs, à l’école la plus proche sous dix jours.",
                "before": {
                    "en": "The Water Office tests each public well twice a year within ten days.",
                    "es": "La Oficina del Agua analiza cada pozo público dos veces al año en diez días.",
                    "fr": "L’Office de l’eau analyse chaque puits public deux fois par an sous dix jours.",
                },
            },
            {
                "en": "Whoever asks gets the result by text message.",
                "es": "Quien lo pida recibe el resultado por mensaje.",
                "fr": "Qui le demande reçoit le résultat par message.",
            },
        ],
        "results": {
            "en": "Everyone who drinks from a public well knows if it is safe.",
            "es": "Quien bebe de un pozo público sabe si el agua es buena.",
            "fr": "Toute personne qui boit à un puits public sait si l’eau est bonne.",
        },
        "milestones": [
            {
                "title": {
                    "en": "The list of public wells is open",
                    "es": "La lista de pozos públicos está abierta",
                    "fr": "La liste des puits publics est ouverte",
                },
                "due": -240,
                "reports": [
                    (
                        "complete",
                        "complete",
                        {
                            "en": "412 wells are listed with their place.",
                            "es": "Hay 412 pozos en la lista, con su lugar.",
                            "fr": "412 puits sont dans la liste, avec leur lieu.",
                        },
                        {
                            "en": "The list is complete.",
                            "es": "La lista está completa.",
                            "fr": "La liste est complète.",
                        },
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
                        {
                            "en": "78 of 120 done.",
                            "es": "78 de 120 hechas.",
                            "fr": "78 sur 120 sont faites.",
                        },
                        {
                            "en": "We found 51 posted; 27 are in a drawer.",
                            "es": "Encontramos 51 puestas; 27 están en un cajón.",
                            "fr": "Nous en avons trouvé 51 affichées ; 27 sont dans un tiroir.",
                        },
                        {
                            "en": "The laboratory in the north opened late.",
                            "es": "El laboratorio del norte abrió tarde.",
                            "fr": "Le laboratoire du nord a ouvert tard.",
                        },
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
        "problem": {
            "en": "Minutes are long, late, and don’t say who voted how.",
            "es": "Las actas son largas, llegan tarde y no dicen quién votó qué.",
            "fr": "Les comptes rendus sont longs, tardifs, et ne disent pas qui a voté quoi.",
        },
        "causes": {
            "en": "Minutes are written for lawyers and signed weeks later.",
            "es": "Las actas se escriben para abogados y se firman semanas después.",
            "fr": "Les comptes rendus sont écrits pour des juristes et signés des semaines après.",
        },
        "done": {
            "en": "Three councils read decisions on the radio.",
            "es": "Tres concejos leen sus decisiones por radio.",
            "fr": "Trois conseils lisent leurs décisions à la radio.",
        },
        "solution": [
            {
                "en": "Each council publishes one page in plain words within a week, with votes by name.",
                "es": "Cada concejo publica en una semana una página en palabras claras, con el voto de cada miembro.",
                "fr": "Chaque conseil publie sous une semaine une page en mots simples, avec le vote de chacun.",
            },
            {
                "en": "Local radio reads the page in the languages of the coast.",
                "es": "La radio local lee la página en las lenguas de la costa.",
                "fr": "La radio locale lit la page dans les langues de la côte.",
            },
            {
                "en": "Every letter to a council gets a number and an answer within thirty days.",
                "es": "Cada carta a un concejo recibe un número y una respuesta en treinta días.",
                "fr": "Chaque lettre à un conseil reçoit un numéro et une réponse sous trente jours.",
            },
        ],
        "results": {
            "en": "Nineteen councils, nineteen pages, every month.",
            "es": "Diecinueve concejos, diecinueve páginas, cada mes.",
            "fr": "Dix-neuf conseils, dix-neuf pages, chaque mois.",
        },
        "milestones": [
            {
                "title": {
                    "en": "All nineteen councils publish one page",
                    "es": "Los diecinueve concejos publican una página",
                    "fr": "Les dix-neuf conseils publient une page",
                },
                "due": -120,
                "reports": [
                    (
                        "complete",
                        "complete",
                        {
                            "en": "All nineteen do.",
                            "es": "Lo hacen los diecinueve.",
                            "fr": "Les dix-neuf le font.",
                        },
                        {
                            "en": "All nineteen do, eleven with votes by name.",
                            "es": "Lo hacen los diecinueve, once con el voto de cada miembro.",
                            "fr": "Les dix-neuf le font, dont onze avec le vote de chacun.",
                        },
                    )
                ],
            },
            {
                "title": {
                    "en": "Letters are numbered and answered in thirty days",
                    "es": "Las cartas se numeran y se contestan en treinta días",
                    "fr": "Les lettres sont numérotées et reçoivent une réponse sous trente jours",
                },
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
    (
        "civil_society",
        {"en": "Water Watch", "es": "Vigías del Agua", "fr": "Veille de l’eau"},
        "Amadou Keita",
    ),
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
    (
        "civil_society",
        {
            "en": "Open Budgets Marenda",
            "es": "Presupuestos Abiertos Marenda",
            "fr": "Budgets ouverts Marenda",
        },
        "Farid Lemaire",
    ),
]
