"""The only writers of this room."""

from zhifa.registry.actions._law_read import Told
from zhifa.registry.actions.amendments import add_tasks, note_citations, repeal_law, settle_task
from zhifa.registry.actions.bodies import merge_bodies, transfer_powers
from zhifa.registry.actions.consistency import Checked, check_base
from zhifa.registry.actions.house import Loaded, list_powers, load_matters
from zhifa.registry.actions.laws import Imported, import_laws, load_index
from zhifa.registry.actions.lists import ListImported, import_list, load_item_lists
from zhifa.registry.actions.matters import (
    adopt_matter,
    delist_power,
    end_matter,
    list_power,
)
from zhifa.registry.actions.parties import (
    Revealed,
    change_party,
    merge_parties,
    register_party,
    reveal_party,
)

__all__ = [
    "Checked",
    "Imported",
    "ListImported",
    "Loaded",
    "Revealed",
    "Told",
    "add_tasks",
    "adopt_matter",
    "change_party",
    "check_base",
    "delist_power",
    "end_matter",
    "import_laws",
    "import_list",
    "list_power",
    "list_powers",
    "load_index",
    "load_item_lists",
    "load_matters",
    "merge_bodies",
    "merge_parties",
    "note_citations",
    "register_party",
    "repeal_law",
    "reveal_party",
    "settle_task",
    "transfer_powers",
]
