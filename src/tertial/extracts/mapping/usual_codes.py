"""How codes are usually written in the extracts of Swedish health care, beside the codes and meanings themselves."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.extracts.mapping.words import joined

_OF_SCHEMES: Mapping[str, Mapping[str, str]] = {
    "sex": {"women": "k kv f female flicka kvinnor", "men": "m ma male pojke män", "unknown": "u o x okänd"},
    "profession": {
        "doctor": "läk lä leg.läkare ST-läkare AT-läkare distriktsläkare överläkare underläkare specialistläkare dr",
        "nurse": "ssk leg.sjuksköterska distriktssköterska dsk specialistsjuksköterska",
        "assistant_nurse": "usk skötare vårdbiträde",
        "midwife": "bm bmsk barnmorskor",
        "psychologist": "psyk psykologer leg.psykolog",
        "counsellor": "kur socionom",
        "physiotherapist": "fys fyst ft sg sjg sjukgymnast",
        "occupational_therapist": "at arb",
        "dietitian": "diet die",
        "dentist": "tdl tandl",
        "dental_hygienist": "tdh tandh hygienist",
        "dental_nurse": "tds tsk tandsk",
        "medical_secretary": "medsek läksek läkarsekreterare msek vårdadministratör",
        "manager": "enhetschef verksamhetschef",
        "other": "övrig övriga övrigt annan annat",
    },
    "contact_mode": {
        "physical": "fysisk besök mottagningsbesök mottagning nybesök på plats fysiskt b",
        "phone": "tel telefonkontakt telefonbesök telefonsamtal kvalificerad telefonkontakt t",
        "video": "videobesök videosamtal digital digitalt digitaltbesök v",
        "chat": "chatt meddelande asynkron skriftlig skriftligt chattbesök c",
        "home": "hem hembes h",
    },
    "visit_kind": {"first": "n nb ny nybes första förstabesök", "return": "å åb åter återbes uppföljning"},
    "problem": {"new": "ny nytt n nyttproblem försämrat", "known": "känt k gammalt"},
    "dialogue_step": {
        "offered": "e erb erbjudet inbjuden kallad",
        "declined": "n avböjt avböjd nej avstod",
        "done": "g genomfört klar utförd",
    },
    "employment_form": {
        "permanent": "tv tillsvidare fast tillsvidareanställning",
        "temporary": "vik vikariat vikarie visstid tidsbegränsad",
        "hourly": "tim timavlönad timanställning",
        "summer": "sommar sommarvikarie",
        "agency": "hyr hyrpersonal bemanning stafett",
    },
    "staff_age_band": {
        "under_30": "-29 0-29 <30 ≤29 under30 20-29",
        "from_30_to_49": "30-49",
        "from_50": "50- 50+ ≥50 >=50 50-",
    },
    "dental_care": {"general": "a allmän at allm allmäntdv", "specialist": "s spec st"},
    "dental_visit_kind": {"examination": "us und undersök revision", "treatment": "beh", "acute": "akut ak"},
    "drg_care": {"inpatient": "sv sluten slv s", "outpatient": "öv öppen ö"},
    "drg_case": {"inlier": "inner i", "outlier": "ytter y"},
    "ledger_item": {"result": "utf redovisat", "budget": "bud", "preliminary_income": "prel preliminär"},
    "waits_for": {"visit": "besök b nybesök mottagning", "treatment": "åtgärd operation op å behandling"},
    "doctor_grade": {
        "specialist": "spec distriktsläkare överläkare specialistläkare",
        "trainee": "st",
        "junior": "at bt ul underläkare AT-läkare BT-läkare",
        "not_a_doctor": "ej läkare",
    },
    "named_doctor_competence": {"gp_specialist": "allmänmedicin distriktsläkare", "trainee": "st"},
    "mood_diagnosis": {"depression": "f32 f33", "anxiety": "f40 f41 ångest"},
    "call_outcome": {
        "answered": "besvarad besvarat direkt",
        "called_back": "återuppringd uppringd",
        "turned_away": "nekad nekat avvisad",
        "hung_up": "avbruten lagtpå",
    },
    "violence_answer": {"yes": "ja j 1", "no": "n 0", "no_answer": "vetej svarej ej svar"},
    "work_incident": {"accident": "olycka arbetsolycka"},
    "incident_harm": {"none": "ingen", "considerable": "allvarlig"},
}

_READ = {
    scheme: {joined(word): code for code, line in codes.items() for word in line.split() if joined(word)}
    for scheme, codes in _OF_SCHEMES.items()
}


def usual_code(scheme: str, value: str) -> str:
    """The code that a value, in small letters without anything between, usually stands for; empty where none is."""
    return _READ.get(scheme, {}).get(value, "")


def usual_schemes() -> dict[str, frozenset[str]]:
    """The schemes that usual words are stated for, with the codes that have any."""
    return {scheme: frozenset(codes) for scheme, codes in _OF_SCHEMES.items()}
