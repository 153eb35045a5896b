"""The only writers of this room."""

from zhifa.registry.actions._law_read import Told
from zhifa.registry.actions.amendments import add_tasks, note_citations, repeal_law, settle_tasks
from zhifa.registry.actions.bodies import delegate_powers, merge_bodies, transfer_powers
from zhifa.registry.actions.consistency import Checked, check_base
from zhifa.registry.actions.house import Loaded, list_powers, load_matters
from zhifa.registry.actions.law_corrections import correct_law
from zhifa.registry.actions.laws import Imported, import_laws, load_index
from zhifa.registry.actions.lists import ListImported, import_list, load_item_lists
from zhifa.registry.actions.matters import (
    adopt_matter,
    delist_power,
    end_matter,
    list_power,
)
from zhifa.registry.actions.parties import index_parties, register_party
from zhifa.registry.actions.party_changes import change_party, correct_party
from zhifa.registry.actions.party_lists import (
    PartiesImported,
    import_parties,
    note_party_check,
)
from zhifa.registry.actions.party_looks import Revealed, look_up, reveal_party
from zhifa.registry.actions.party_merges import keep_apart, merge_parties, undo_merge
from zhifa.registry.actions.party_records import add_record, end_record
from zhifa.registry.actions.public_facts import (
    ChannelFacts,
    CheckPlan,
    end_public_fact,
    open_channel,
    plan_check,
)

__all__ = [
    "ChannelFacts",
    "CheckPlan",
    "Checked",
    "Imported",
    "ListImported",
    "Loaded",
    "PartiesImported",
    "Revealed",
    "Told",
    "add_record",
    "add_tasks",
    "adopt_matter",
    "change_party",
    "check_base",
    "correct_law",
    "correct_party",
    "delegate_powers",
    "delist_power",
    "end_matter",
    "end_public_fact",
    "end_record",
    "import_laws",
    "import_list",
    "import_parties",
    "index_parties",
    "keep_apart",
    "list_power",
    "list_powers",
    "load_index",
    "load_item_lists",
    "load_matters",
    "look_up",
    "merge_bodies",
    "merge_parties",
    "note_citations",
    "note_party_check",
    "open_channel",
    "plan_check",
    "register_party",
    "repeal_law",
    "reveal_party",
    "settle_tasks",
    "transfer_powers",
    "undo_merge",
]
