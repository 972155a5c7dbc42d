from accord.ui.colour import style_version
from tests.access.table import Route

ROUTES = [
    Route("ui:language", sample=lambda at: ["es"], has_process=False),
    Route("ui:theme", sample=lambda at: ["dark"], has_process=False),
    Route("ui:space-style", sample=lambda at: [350, style_version(350)], has_process=False),
]
