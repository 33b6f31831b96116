"""What columns are usually called in the extracts of Swedish health care, as whole names and as parts of names.

By the feed's column first, since a column of the same name means the same in most feeds; `feed.column` where it does
not. A feed that is added needs no line here: its own words are used too.
"""

from __future__ import annotations

from collections.abc import Mapping

from tertial.domain.feeds.columns import ColumnKind
from tertial.extracts.mapping.words import joined

_OF_COLUMNS = {
    # Who and where.
    "person": "personnummer personnr pnr persnr patientid patientpnr identitetsnummer patientnummer samordningsnummer",
    "unit": "enhet enhetsid enhetskod vårdenhet vårdenhetsid hsaid enhetshsaid kombika kombikakod klinik mottagning "
    "avdelning enhetsnamn kostnadsställe kst ansvarsenhet basenhet hälsocentral vårdcentral unit",
    "clinician": "vårdgivare vårdgivarid vårdgivarkod läkare läkarid läkarkod behandlare behandlarid personalid "
    "utförare signatur användarid",
    "municipality": "kommun kommunkod hemkommun folkbokföringskommun",
    "health_centre": "hälsocentral listningsenhet hc vårdcentral vc öppenvårdsenhet",
    "answering_unit": "svarandeenhet svarsenhet konsultenhet mottagandeenhet mottagareenhet",
    "frame": "ram budgetram anslag finansiering",
    "sex": "kön sex gender könskod",
    "birth_day": "födelsedatum födelsedag född födelsetid",
    "profession": "yrke yrkeskategori yrkesgrupp yrkeskod personalkategori vårdgivarkategori befattningsgrupp aid",
    # Keys.
    "contact_id": "kontaktid vårdkontaktid besöksid kontaktnr",
    "visit_id": "besöksid besöksnr akutbesöksid vårdkontaktid kontaktid",
    "admission_id": "vårdtillfällesid vtid vtf vårdtillfälle vårdtillfällenr inskrivningsid",
    "mission_id": "uppdragsid uppdragsnr ärendenr larmid ambulansuppdrag",
    "case_id": "ärendeid ärendenr ärende vårdtillfällesid",
    "plan_id": "planid sipid sipnr plannr",
    "recall_id": "kallelseid revisionsid undersökningsid",
    "triage_id": "triageid ärendeid ärendenr chattid",
    "agreement_id": "överenskommelseid öid patientkontraktid",
    "dialogue_id": "samtalsid hälsosamtalsid",
    "examination_id": "undersökningsid vhuid hälsoundersökningsid",
    "incident_id": "avvikelseid avvikelsenr ärendenr ärendeid händelseid",
    "report_id": "anmälansid anmälningsid anmälanid anmälannr orosanmälanid",
    "advice_id": "registreringsid levnadsvanaid rådid åtgärdsid",
    "pregnancy_id": "graviditetsid graviditetid",
    "occasion_id": "besöksid vårdtillfällesid tillfällesid kontaktid",
    "group_id": "gruppid gruppnr",
    "call_id": "samtalsid samtalid samtalsnr",
    "errand_id": "ärendeid ärendenr",
    "question_id": "registreringsid frågeid frågaid",
    "diagnosis_id": "diagnosid registreringsid diagnosregistreringsid",
    "wait_id": "vänteid väntanid remissid väntelisteid väntelistid väntenr",
    # When.
    "date": "datum besöksdatum besdat kontaktdatum bdat besdatum kontaktdag vårddatum dag",
    "month": "månad period mån årmånad redovisningsmånad månadsid årmån",
    "as_of": "perdatum avser gällerper uttagsdatum mätdatum statusdatum avserdatum",
    "valid_from": "fråndatum from frånochmed startdatum giltigfrån gällerfrån listningsdatum listadfrån fom fomdatum",
    "valid_to": "tilldatum tillochmed slutdatum giltigtill gällertill avlistad listadtill tom tomdatum",
    "reported": "anmälningsdatum rapportdatum anmäld rapporterad inrapporterad registreringsdatum anmälandatum",
    "closed": "avslutsdatum avslutad avslutat stängd avslutatdatum",
    "admitted_at": "inskrivningstid inskriven inskrivning inskrivningsdatum intid intagningstid inskrivningstidpunkt "
    "inskr",
    "discharged_at": "utskrivningstid utskriven utskrivning utskrivningsdatum uttid utskrivningstidpunkt utskr",
    "ready_at": "utskrivningsklar utskrivningsklartid klar utskrivningsklardatum färdigbehandlad",
    "left_at": "lämnade hemgång utskriven utskrivningstid lämnat hemgångstid",
    "notified_at": "inskrivningsmeddelande meddelad inskrivningsmeddelandetid meddelandetid",
    "alarmed_at": "larmtid larm uppdragstid utlarmning larmtidpunkt",
    "arrived_at": "ankomsttid ankomst ankommen inskrivningstid ankomsttidpunkt anktid",
    "started_at": "starttid påbörjad start startad",
    "completed_at": "sluttid slutförd klartid avslutad",
    "answered_at": "svarstid besvarad svarat svarad",
    "called_at": "samtalstid uppringd inkommen inkommet ringtid inkomtid",
    "called_back_at": "återuppringd återuppringning uppringningstid återuppringningstid",
    "homecoming": "hemkomst hemkomstdatum hemgångsdatum hemdatum",
    "visited": "hembesöksdatum hembesök hembesöksdag förstahembesök",
    "visited_8_months": "hembesök8månader hembesöksdatum8mån hembesök8mån",
    "measured": "mätdatum mätdag vägdatum mätt",
    "drawn_up": "upprättad upprättandedatum upprättaddatum plandatum sipdatum",
    "due": "revisionsdatum planeraddatum förfallodatum revisionsdag",
    "called": "kallelsedatum kallad kallelse kalladtill",
    "agreed": "dokumentationsdatum dokumenterad överenskommelsedatum dokumenterat",
    "enrolled": "inskrivningsdatum inskriven inskrivningsbesök",
    "strategy": "strategidatum behandlingsstrategi brytpunktsdatum",
    "started": "startdatum start förstaträff förstaträffen",
    "moved": "utflyttad flyttdatum utflyttningsdatum utflyttdatum",
    "persons.deceased": "avliden dödsdatum avlidenmånad avlidendatum dödsmånad",
    "deceased": "avliden död avled",
    "assessed": "bedömningsdatum suicidbedömning strukturerad bedömd bedömddatum",
    "decided": "beslutsdatum beslutdatum remissdatum väntarsedan väntansstart",
    "done": "genomförd genomförddatum åtgärdsdatum besöksdatum genomförandedatum",
    "struck_off": "struken borttagen strykningsdatum avfördatum avförd",
    # Codes.
    "mode": "kontaktsätt kontakttyp besökstyp typ kontaktform kontakttypkod besöksform vårdform",
    "visit": "nybesök nybåter nyåter besökskategori nybesökåterbesök nbåb återbesök",
    "problem": "hälsoproblem nyttproblem problemtyp medicinsktnytt vårdgarantiproblem",
    "delay_cause": "orsak fördröjningsorsak orsakskod kvarorsak väntorsak",
    "ambulance.outcome": "utfall resultat avlämningsplats hänvisning uppdragsutfall",
    "digital-triage.outcome": "utfall resultat hänvisning triageutfall åtgärd",
    "phone-calls.outcome": "utfall resultat samtalsutfall samtalsstatus status",
    "weight_class": "viktklass bmiklass isobmi viktkategori",
    "complaints.area": "område problemområde ärendetyp huvudproblem",
    "dental-visits.care": "vårdtyp tandvårdstyp allmänspecialist vårdgren",
    "drg-costs.care": "vårdform slutenöppen vårdtyp svöv",
    "case": "falltyp innerytterfall ytterfall kostnadsfall",
    "dental-visits.kind": "besökskategori åtgärdstyp behandlingstyp besöksslag typ",
    "incidents.kind": "händelsetyp avvikelsetyp kategori typ händelsekategori",
    "work-incidents.kind": "händelsetyp typ skadetyp ärendetyp",
    "harm": "allvarlighetsgrad skada konsekvens skadegrad allvarlighet",
    "step": "status händelse steg statuskod",
    "age_group": "ålder åldersgrupp målålder",
    "account": "konto kontogrupp kontonr kontoklass",
    "item": "slag utfallbudget beloppstyp rad",
    "budget_version": "version budgetversion versionsnr",
    "habit": "levnadsvana vana riskområde",
    "advice": "åtgärd rådgivning råd kvåkod kvå åtgärdskod",
    "occasion": "tillfälle kontakttyp tillfällestyp vårdhändelse",
    "source": "källa datakälla",
    "competence": "kompetens specialitet läkarkompetens kompetensnivå",
    "level": "nivå insatsnivå",
    "parent-groups.form": "form gruppform mötesform",
    "staff-employment.form": "anställningsform anställningstyp anstform anstform",
    "survey": "enkät undersökning mätning",
    "question": "fråga dimension frågeområde",
    "service": "tjänst etjänst ärendetyp tjänstetyp",
    "age_band": "åldersgrupp åldersintervall åldersklass ålder",
    "span": "gruppstorlek intervall spann storleksklass",
    "grade": "befattning läkarkategori tjänstetyp befattningskod",
    "part": "delindex hmedel index",
    "diagnosis": "diagnos diagnosgrupp diagnoskod icd10",
    "course": "kurs utbildning kursnamn kurskod",
    "role": "roll befattning målgrupp",
    "means": "färdmedel resetyp transportslag reseslag",
    "answer": "svar svarsalternativ",
    "waits_for": "väntartill vårdtyp besökbehandling väntetyp åtgärdbesök",
    # Yes and no.
    "chose_to_wait": "pvv patientvaldväntan valdeattvänta valtattvänta patientvald väljerattvänta",
    "medically_caused": "mov medicinsktorsakad medicinsktorsakadväntan",
    "planned": "planerad planerat elektiv planeradinskrivning",
    "offered": "erbjudet erbjuden erbjudethembesök hembesökerbjudet",
    "declined": "avböjt tackatnej avböjd nej hembesökavböjt",
    "offered_8_months": "erbjudet8mån erbjudet8månader",
    "declined_8_months": "avböjt8mån avböjt8månader tackatnej8mån",
    "greater_need": "vårdtyngd ökadvårdtyngd socioekonomi ökatbehov",
    "unborn": "ofött ofödd oföttbarn",
    "took_part": "deltog deltagande patientdeltog medverkade patientmedverkade",
    "named_contact": "fastkontakt fastvårdkontakt fvk",
    "coordinated-plan-counts.took_part": "antaldeltog deltog patientdeltog",
    "coordinated-plan-counts.named_contact": "antalfastvårdkontakt fastvårdkontakt fastkontakt",
    "psychiatry": "bup psykiatri",
    "finished": "färdigbehandlad färdig klar",
    "plan_called": "kallelsesip sipkallelse kallelsetillsip kallelseskickad",
    "joint_plan": "sammanhållenplan plan gemensamplan patientkontrakt",
    "agreed_time": "överenskommentid tidbokad tid",
    "older": "äldre 65plus 65åreller äldre65",
    "at_risk": "ohälsosam riskbruk ohälsosamvana risk",
    "residential_care": "säbo särskiltboende boende sabo",
    "group_offered": "erbjudengrupp gruppstöd föräldragrupp",
    "medication-reviews.reviewed": "läkemedelsgenomgång genomgång lmg",
    "report": "läkemedelsberättelse berättelse lmb",
    "chosen": "valt egetval aktivtval",
    "protected": "skyddad sekretess skyddadepersonuppgifter sekretessmarkering skyddadidentitet",
    "opted_out": "motsatt motsattsig optout nejtack",
    "in_hours": "telefontid öppettid inomtelefontid inomöppettid",
    "between_workplaces": "mellanarbetsplatser tjänstgöringsort mellantjänsteställen",
    # Numbers.
    "wait_days": "väntedagar väntetid vd antalväntedagar dagarväntan väntetiddagar",
    "interval_months": "revisionsintervall intervall månader",
    "enrolled_week": "inskrivningsvecka gravvecka graviditetsvecka",
    "check_week": "efterkontrollvecka efterkontroll veckaefterkontroll",
    "drugs": "antalläkemedel läkemedel antalpreparat",
    "staffed": "disponibla vårdplatser disponiblavårdplatser vpl vårdplats",
    "overcrowded": "överbeläggning överbeläggningar öb",
    "relocated": "utlokaliserade utlokaliserad ul",
    "care-injuries.reviewed": "granskade antalgranskade granskning",
    "with_injury": "vårdskada medskada antalvårdskador vårdskador",
    "newborns": "nyfödda nyinskrivna",
    "children": "barn antalbarn inskrivnabarn",
    "parents": "föräldrar antalföräldrar",
    "complaints": "anmälningar antal antalanmälningar klagomål",
    "plans": "planer antalplaner sip antalsip upprättade",
    "stays": "vårdtillfällen antalvårdtillfällen vtf",
    "stays_over_a_day": "överettdygn vårdtillfällenöverettdygn merettdygn",
    "days_ready": "vårddygn dygn utskrivningsklaradygn vårddygnutskrivningsklar",
    "contacts": "kontakter vårdkontakter antalkontakter besök",
    "observations": "observationer antalobservationer",
    "hygiene_followed": "hygien hygienregler basalahygienrutiner hygienföljda",
    "clothing_followed": "kläder klädregler klädföljda",
    "classes_visited": "besöktaklasser klasserbesökta",
    "classes": "klasser skolklasser antalklasser",
    "answers": "svar antalsvar svarande",
    "positive": "positiva positivasvar antalpositiva",
    "consultations": "konsultationer antalkonsultationer antal",
    "uses": "användningar antalanvändningar antal användning",
    "hours_earned": "timmar intjänadtid sparadtid sparadetimmar intjänadetimmar",
    "employees": "anställda antalanställda medarbetare",
    "employees_12_months": "anställda12mån anställda12månader",
    "never_sick_12_months": "aldrigsjuka aldrigsjuk noll sjuka0dagar",
    "sick_under_5_days_12_months": "sjukaunder5dagar under5dagar färre5dagar",
    "scheduled_hours": "ordinariearbetstid ordinarietid schematid arbetstid",
    "sick_hours_1_14": "sjuk1till14 sjuktimmar1till14 sjuk1_14 sjuktimmar1_14 sjukdag1_14",
    "sick_hours_15_59": "sjuk15till59 sjuktimmar15till59 sjuk15_59 sjuktimmar15_59 sjukdag15_59",
    "sick_hours_60_180": "sjuk60till180 sjuktimmar60till180 sjuk60_180 sjuktimmar60_180 sjukdag60_180",
    "sick_hours_over_180": "sjuköver180 sjuktimmaröver180 sjuk180plus sjukdag181",
    "employed": "anställda antalanställda antal",
    "hours": "timmar arbetadetimmar arbetadtid",
    "managers": "chefer antalchefer",
    "staff": "medarbetare antalmedarbetare underställda",
    "completed": "genomförda godkända antalgenomförda antal genomgångna",
    "expected": "förväntade målgrupp skagå antalförväntade",
    "reports": "anmälningar antal antalanmälningar",
    "posts": "tjänster heltider årsarbetare beslutadetjänster tjänst",
    "filled": "tillsatta tillsattatjänster",
    "vacant": "vakanta vakanser vakans vakantatjänster",
    "points": "poäng drgpoäng poängsumma",
    "child_hours": "barntimmar barntid",
    "outreach_hours": "utåtriktadetimmar utåtriktadtid utåtriktat",
    # Money.
    "amount": "belopp kronor summa kr",
    "cost": "kostnad belopp kostnadkr resekostnad",
    "agency_cost": "hyrkostnad inhyrdkostnad inhyrd bemanningskostnad hyrpersonal inhyrdpersonal",
    "own_staff_cost": "personalkostnad egenpersonal lönekostnad personalkostnader",
}

_OF_KINDS = {
    ColumnKind.PERSON: "pnr personnr personnummer person patient identitet",
    ColumnKind.UNIT: "enhet hsaid kombika klinik mottagning avdelning",
    ColumnKind.CLINICIAN: "vårdgivare läkare behandlare personal",
    ColumnKind.DATE: "datum dat dag date",
    ColumnKind.INSTANT: "tidpunkt tid datumtid datum tidsstämpel",
    ColumnKind.MONTH: "månad period mån",
    ColumnKind.BIRTH_DAY: "född",
    ColumnKind.KEY: "id nr löpnr nummer nyckel",
    ColumnKind.CODE: "kod typ",
    ColumnKind.YES_NO: "jn janej flagga",
    ColumnKind.INTEGER: "antal",
    ColumnKind.DECIMAL: "antal",
    ColumnKind.AMOUNT: "belopp kr kronor sek",
    ColumnKind.TEXT: "text",
}

_OF_NO_COLUMN = (
    "namn förnamn efternamn tilltalsnamn patientnamn personnamn mellannamn patientensnamn läkarnamn läkarensnamn "
    "vårdgivarnamn adress gatuadress postadress coadress epost epostadress email mail telefon telefonnr telefonnummer "
    "mobil mobilnr mobilnummer anhörig anteckning fritext kommentar journaltext"
)


def _read(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(joined, line.split())) for name, line in table.items()}


_COLUMNS = _read(_OF_COLUMNS)
_KINDS = {kind: tuple(map(joined, line.split())) for kind, line in _OF_KINDS.items()}
_NEVER = frozenset(map(joined, _OF_NO_COLUMN.split()))


def usual_names(feed: str, column: str) -> tuple[str, ...]:
    """What a feed's column is usually called, in small letters without anything between, the most usual first."""
    return _COLUMNS.get(f"{feed}.{column}") or _COLUMNS.get(column, ())


def stated_columns() -> frozenset[str]:
    """The columns that usual names are stated for, some as `feed.column`."""
    return frozenset(_COLUMNS)


def kind_names(kind: ColumnKind) -> tuple[str, ...]:
    """What any column of the kind may be called."""
    return _KINDS[kind]


def is_never_a_column(header: str) -> bool:
    """Whether a header says that its column holds names, addresses or free text, which no feed takes."""
    return joined(header) in _NEVER
