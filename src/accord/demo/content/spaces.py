"""The two places of the demo, their forum and their subjects."""

from typing import Any

SPACE: dict[str, Any] = {
    "key": "marenda",
    "name": {"en": "Open Marenda", "es": "Marenda Abierta", "fr": "Marenda ouverte"},
    "tagline": {
        "en": "Government and society, one plan",
        "es": "Gobierno y sociedad, un solo plan",
        "fr": "Gouvernement et société, un seul plan",
    },
    "run_by": {
        "en": "The Open Government Forum of Marenda",
        "es": "El Foro de Gobierno Abierto de Marenda",
        "fr": "Le Forum du gouvernement ouvert de Marenda",
    },
    "contact": {
        "en": "Noor Halloran, point of contact, Ministry of the Interior",
        "es": "Noor Halloran, punto de contacto, Ministerio del Interior",
        "fr": "Noor Halloran, point de contact, ministère de l’Intérieur",
    },
    "kind": "national",
    "languages": ["en", "es", "fr"],
    "time_zone": "Atlantic/Cape_Verde",
    "accent": 350,
    "is_default": True,
}

FORUM: dict[str, Any] = {
    "name": {
        "en": "Open Government Forum",
        "es": "Foro de Gobierno Abierto",
        "fr": "Forum du gouvernement ouvert",
    },
    "about": {
        "en": "Four seats for government and four for civil society. Each side chooses its own. A "
        "promise needs a majority of each side. The forum meets every two months, and each decision "
        "is published with its reasons.",
        "es": "Cuatro puestos del gobierno y cuatro de la sociedad civil. Cada lado elige a los "
        "suyos. Una promesa necesita la mayoría de cada lado. El foro se reúne cada dos meses y "
        "cada decisión se publica con sus razones.",
        "fr": "Quatre sièges pour le gouvernement, quatre pour la société civile. Chaque côté "
        "choisit les siens. Une promesse demande la majorité de chaque côté. Le forum se réunit "
        "tous les deux mois, et chaque décision est publiée avec ses raisons.",
    },
}

TOPICS: dict[str, dict[str, str]] = {
    "water": {"en": "Water", "es": "Agua", "fr": "Eau"},
    "money": {"en": "Public money", "es": "Dinero público", "fr": "Argent public"},
    "health": {"en": "Health", "es": "Salud", "fr": "Santé"},
    "schools": {"en": "Schools", "es": "Escuelas", "fr": "Écoles"},
    "councils": {"en": "Councils", "es": "Concejos", "fr": "Conseils"},
    "transport": {"en": "Transport", "es": "Transporte", "fr": "Transports"},
}

EMPTY_SPACE: dict[str, Any] = {
    "key": "vallmar",
    "name": {"en": "Open Vallmar", "es": "Vallmar Abierta", "fr": "Vallmar ouverte"},
    "run_by": {
        "en": "The city of Vallmar",
        "es": "La ciudad de Vallmar",
        "fr": "La ville de Vallmar",
    },
    "kind": "local",
    "languages": ["en", "es", "fr"],
    "time_zone": "Europe/Madrid",
    "accent": 200,
}
