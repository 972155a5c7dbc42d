"""The form of a commitment in a national plan, as it stood in 2022: rows, not code.

Field list after OGP's National Handbook (2022). Labels and helps are in our own plain words; they
are not the official wording in any language. Can be run again and taken back.
"""

import datetime as dt

from django.db import migrations

KEY, VALID_FROM = "ogp-national", dt.date(2022, 1, 1)
NAME = {
    "en": "OGP national commitment form, 2022",
    "es": "Formulario de compromiso nacional de OGP, 2022",
    "fr": "Formulaire d’engagement national de l’OGP, 2022",
}
SOURCE = "OGP National Handbook 2022, commitment template; fields listed from it, labels our own"

# key, group, kind, required, word limit, (label en, es, fr), (help en, es, fr)
FIELDS = [
    (
        "description",
        "head",
        "prose",
        True,
        100,
        ("Brief description", "Descripción breve", "Brève description"),
        (
            "What will change, in plain words.",
            "Qué cambiará, en palabras sencillas.",
            "Ce qui va changer, en mots simples.",
        ),
    ),
    (
        "period",
        "head",
        "line",
        False,
        None,
        ("Period covered", "Período que abarca", "Période couverte"),
        (
            "From when to when, and whether it goes on from an earlier plan.",
            "De cuándo a cuándo, y si continúa un plan anterior.",
            "De quand à quand, et si c’est la suite d’un plan précédent.",
        ),
    ),
    (
        "lead_contact",
        "who",
        "line",
        False,
        None,
        (
            "Contact at the lead",
            "Contacto en la entidad responsable",
            "Contact auprès du responsable",
        ),
        (
            "A role rather than a name, and how to reach it.",
            "Un cargo mejor que un nombre, y cómo contactarlo.",
            "Une fonction plutôt qu’un nom, et comment la joindre.",
        ),
    ),
    (
        "stakeholders_government",
        "who",
        "prose",
        False,
        None,
        (
            "Supporting bodies of government",
            "Entidades de gobierno que apoyan",
            "Organismes publics associés",
        ),
        ("Each with its role.", "Cada una con su función.", "Chacun avec son rôle."),
    ),
    (
        "stakeholders_civil_society",
        "who",
        "prose",
        False,
        None,
        ("Supporting civil society", "Sociedad civil que apoya", "Société civile associée"),
        ("Each with its role.", "Cada una con su función.", "Chacune avec son rôle."),
    ),
    (
        "stakeholders_other",
        "who",
        "prose",
        False,
        None,
        ("Others who support it", "Otros que apoyan", "Autres soutiens"),
        (
            "Parliament, companies, universities, international bodies; each with its role.",
            "Parlamento, empresas, universidades, organismos internacionales; cada uno con su función.",
            "Parlement, entreprises, universités, organismes internationaux ; chacun avec son rôle.",
        ),
    ),
    (
        "problem",
        "problem",
        "prose",
        True,
        250,
        ("What problem does it address?", "¿Qué problema atiende?", "À quel problème répond-il ?"),
        (
            "Who is affected, how many, since when, and how you know.",
            "A quién afecta, a cuántos, desde cuándo y cómo se sabe.",
            "Qui est touché, combien, depuis quand, et comment on le sait.",
        ),
    ),
    (
        "causes",
        "problem",
        "prose",
        True,
        250,
        (
            "What causes the problem?",
            "¿Qué causa el problema?",
            "Quelles sont les causes du problème ?",
        ),
        (
            "The causes, not the lack of your solution.",
            "Las causas, no la falta de su solución.",
            "Les causes, non l’absence de votre solution.",
        ),
    ),
    (
        "baseline",
        "problem",
        "prose",
        False,
        None,
        ("Where things stand today", "La situación de hoy", "La situation actuelle"),
        (
            "A figure that can be measured again, and its source.",
            "Una cifra que pueda medirse de nuevo, y su fuente.",
            "Un chiffre que l’on pourra mesurer à nouveau, et sa source.",
        ),
    ),
    (
        "done_so_far",
        "solution",
        "prose",
        True,
        250,
        (
            "What has been done so far?",
            "¿Qué se ha hecho hasta ahora?",
            "Qu’a-t-on fait jusqu’ici ?",
        ),
        ("And why it was not enough.", "Y por qué no bastó.", "Et pourquoi cela n’a pas suffi."),
    ),
    (
        "solution",
        "solution",
        "clauses",
        True,
        500,
        (
            "What solution is proposed?",
            "¿Qué solución se propone?",
            "Quelle solution est proposée ?",
        ),
        (
            "One numbered clause for each thing that will be done, so that it can be cited and followed.",
            "Una cláusula numerada por cada cosa que se hará, para poder citarla y seguirla.",
            "Une clause numérotée pour chaque chose qui sera faite, afin de pouvoir la citer et la suivre.",
        ),
    ),
    (
        "results",
        "solution",
        "prose",
        True,
        250,
        ("What results are wanted?", "¿Qué resultados se buscan?", "Quels résultats veut-on ?"),
        (
            "What will be made, and what will be different for people.",
            "Qué se producirá y qué será distinto para la gente.",
            "Ce qui sera produit, et ce qui changera pour les gens.",
        ),
    ),
    (
        "transparency",
        "values",
        "prose",
        False,
        150,
        (
            "How does it promote transparency?",
            "¿Cómo promueve la transparencia?",
            "En quoi favorise-t-il la transparence ?",
        ),
        (
            "Answer at least one of these three. Leave the others empty or say why they don’t apply.",
            "Responda al menos una de estas tres. Deje las otras vacías o diga por qué no se aplican.",
            "Répondez à au moins une des trois. Laissez les autres vides ou dites pourquoi elles ne s’appliquent pas.",
        ),
    ),
    (
        "accountability",
        "values",
        "prose",
        False,
        150,
        (
            "How does it help people hold government to account?",
            "¿Cómo ayuda a que el gobierno rinda cuentas?",
            "En quoi aide-t-il à demander des comptes au gouvernement ?",
        ),
        (
            "Who can ask, who must answer, and what happens if they don’t.",
            "Quién puede preguntar, quién debe responder y qué pasa si no lo hace.",
            "Qui peut demander, qui doit répondre, et ce qui se passe sinon.",
        ),
    ),
    (
        "participation",
        "values",
        "prose",
        False,
        150,
        (
            "How do people take part?",
            "¿Cómo participa la gente?",
            "Comment les gens participent-ils ?",
        ),
        (
            "In deciding what to do, in doing it, and in checking it.",
            "En decidir qué hacer, en hacerlo y en comprobarlo.",
            "Pour décider quoi faire, pour le faire et pour le vérifier.",
        ),
    ),
    (
        "resources",
        "extra",
        "prose",
        False,
        None,
        ("Money and people", "Dinero y personas", "Argent et personnel"),
        (
            "How much, from which budget, and what is still missing.",
            "Cuánto, de qué presupuesto y qué falta todavía.",
            "Combien, sur quel budget, et ce qui manque encore.",
        ),
    ),
    (
        "programmes",
        "extra",
        "prose",
        False,
        None,
        ("Other plans it serves", "Otros planes a los que sirve", "Autres plans qu’il sert"),
        (
            "Programmes, the national development plan, the Sustainable Development Goals.",
            "Programas, el plan nacional de desarrollo, los Objetivos de Desarrollo Sostenible.",
            "Programmes, plan national de développement, Objectifs de développement durable.",
        ),
    ),
    (
        "inclusion",
        "extra",
        "prose",
        False,
        None,
        ("Gender and inclusion", "Género e inclusión", "Genre et inclusion"),
        (
            "Who could be left out, and what is done about it.",
            "Quién podría quedar fuera y qué se hace al respecto.",
            "Qui pourrait être laissé de côté, et ce que l’on y fait.",
        ),
    ),
    (
        "policy_area",
        "extra",
        "line",
        False,
        None,
        ("Policy area", "Área de política", "Domaine"),
        (
            "For example health, education, public money.",
            "Por ejemplo salud, educación, dinero público.",
            "Par exemple santé, éducation, argent public.",
        ),
    ),
    (
        "recommendations",
        "extra",
        "prose",
        False,
        None,
        (
            "Earlier recommendations it takes up",
            "Recomendaciones anteriores que recoge",
            "Recommandations antérieures reprises",
        ),
        (
            "From the Independent Reporting Mechanism or others, with a link.",
            "Del Mecanismo de Revisión Independiente o de otros, con un enlace.",
            "Du Mécanisme d’évaluation indépendant ou d’autres, avec un lien.",
        ),
    ),
    (
        "communication",
        "extra",
        "prose",
        False,
        None,
        (
            "How people will hear of it",
            "Cómo se enterará la gente",
            "Comment les gens en entendront parler",
        ),
        (
            "Where the results will stand and in which languages.",
            "Dónde estarán los resultados y en qué idiomas.",
            "Où se trouveront les résultats et dans quelles langues.",
        ),
    ),
]


def add_form(apps, schema_editor):
    templates = apps.get_model("plans", "PlanTemplate").objects
    template, _ = templates.update_or_create(
        key=KEY, valid_from=VALID_FROM, defaults={"name": NAME, "source": SOURCE}
    )
    for position, (key, group, kind, required, limit, label, help_text) in enumerate(FIELDS, 1):
        apps.get_model("plans", "TemplateField").objects.update_or_create(
            template=template,
            key=key,
            defaults={
                "group": group,
                "kind": kind,
                "is_required": required,
                "word_limit": limit,
                "position": position,
                "label": dict(zip(("en", "es", "fr"), label, strict=True)),
                "help": dict(zip(("en", "es", "fr"), help_text, strict=True)),
            },
        )


def remove_form(apps, schema_editor):
    apps.get_model("plans", "PlanTemplate").objects.filter(
        key=KEY, valid_from=VALID_FROM, plans=None
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunPython(add_form, remove_form)]
