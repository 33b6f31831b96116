"""Region Västerbotten, hälso- och sjukvårdsnämnden, delårsrapport per augusti 2025: its figures, typed again."""

from __future__ import annotations

from tests.acceptance.figure_row import Row

# indicator, period, sex, age band, category, value, numerator, denominator, target
EXPECTED: list[Row] = [
    # 1 and 2.1: the past period
    ("listed-patients-change", "2025-08", "all", "", "", "-2676", "", "", ""),
    ("emergency-care-specialists", "2025-YTD08", "all", "", "", "6", "", "", ""),
    ("new-surgical-beds", "2025-08", "all", "", "", "18", "", "", "25"),
    ("new-surgical-beds", "2025-08", "all", "", "ima", "6", "", "", "25"),
    ("new-surgical-beds", "2025-08", "all", "", "kava", "8", "", "", "25"),
    ("new-surgical-beds", "2025-08", "all", "", "kua", "2", "", "", "25"),
    ("new-surgical-beds", "2025-08", "all", "", "kua_option", "2", "", "", "25"),
    ("contact-centre-new-visits-change", "2025-YTD08", "all", "", "", "62", "", "", ""),
    # 2.2: events
    ("visa-positions", "2025-08", "all", "", "", "13", "", "", ""),
    # 2.3: objectives
    ("parent-groups-primary", "2025-YTD08", "all", "", "", "40", "", "", ""),
    ("parent-groups-specialist", "2025-YTD08", "all", "", "", "17", "", "", ""),
    ("children-two-levels", "2025-YTD08", "all", "", "", "20", "", "", ""),
    ("health-centres-both-visits", "2025-08", "all", "", "", "1", "", "", ""),
    ("school-classes-visited", "2025-YTD08", "all", "", "", "", "280", "800", ""),
    ("crisis-introduction-share", "2025-08", "all", "", "", "", "1700", "9500", "100"),
    ("digital-meetings-psychiatry-south-lapland", "2025-YTD08", "all", "", "", "42", "", "", ""),
    # 2.3: assignments
    ("eye-doctors-left", "2025-YTD08", "all", "", "", "3", "", "", ""),
    ("agency-cost-share", "2025-R12-08", "all", "", "", "3.81", "", "", "3.7"),
    ("travel-cost-change", "2025-YTD08", "all", "", "", "-4.8", "", "", "-15"),
    ("violence-centre-individuals", "2025-YTD08", "all", "", "", "70", "", "", ""),
    ("health-centres-new-schedules", "2025-08", "all", "", "", "7", "", "", ""),
    ("phone-functions-savings", "2025-08", "all", "", "", "616280", "", "", ""),
    # 2.4: staff
    ("employees-change", "2025-YTD08", "all", "", "", "188", "", "", ""),
    ("sick-leave", "2024-11", "all", "", "", "5.67", "", "", ""),
    ("sick-leave", "2025-04", "all", "", "", "5.8", "", "", ""),
    ("sick-leave", "2025-08", "all", "", "", "5.8", "", "", ""),
    ("sick-leave", "2025-08", "women", "", "", "6.3", "", "", ""),
    ("sick-leave", "2025-08", "men", "", "", "3.6", "", "", ""),
    ("sick-leave", "2025-08", "all", "50+", "", "6.3", "", "", ""),
    ("sick-leave", "2024-11", "all", "30-49", "", "5.2", "", "", ""),
    ("sick-leave", "2025-08", "all", "30-49", "", "5.5", "", "", ""),
    ("sick-leave", "2024-11", "all", "0-29", "", "5.0", "", "", ""),
    ("sick-leave", "2025-08", "all", "0-29", "", "4.6", "", "", ""),
    ("no-sick-leave-share", "2025-R12-08", "all", "", "", "34", "", "", ""),
    ("short-sick-leave-share", "2025-R12-08", "all", "", "", "60", "", "", ""),
    ("short-sick-leave-share", "2024-R12-08", "all", "", "", "60", "", "", ""),
    # 2.4: dental care
    ("sick-leave-dental", "2024-11", "all", "0-29", "dentist", "7.5", "", "", ""),
    ("sick-leave-dental", "2025-08", "all", "0-29", "dentist", "2.7", "", "", ""),
    ("sick-leave-dental", "2025-08", "all", "30-49", "dentist", "7.7", "", "", ""),
    ("sick-leave-dental-long", "2025-08", "all", "30-49", "dentist", "3.4", "", "", ""),
    ("sick-leave-dental", "2025-08", "all", "50+", "dental_hygienist", "10.6", "", "", ""),
    ("sick-leave-dental", "2025-08", "all", "", "dental_nurse", "10.2", "", "", ""),
    ("sick-leave-dental", "2025-08", "all", "30-49", "dental_nurse", "10.6", "", "", ""),
    ("sick-leave-dental", "2025-08", "women", "", "dental_nurse", "7.4", "", "", ""),
    ("sick-leave-dental", "2025-08", "men", "", "dental_nurse", "7.4", "", "", ""),
    ("sick-leave-dental", "2024-07", "women", "", "dental_nurse", "7.4", "", "", ""),
    ("sick-leave-dental", "2024-07", "men", "", "dental_nurse", "7.4", "", "", ""),
    # 3: the payroll overhead and the budget
    ("payroll-overhead", "2025", "all", "", "", "44.14", "", "", ""),
    ("budget-reduction", "2025", "all", "", "", "97", "", "", ""),
    ("primary-care-support", "2025", "all", "", "", "12.4", "", "", ""),
    ("dental-care-support", "2025", "all", "", "", "0.9", "", "", ""),
    # 3.2: dental care
    ("dental-visits-change", "2025-YTD08", "all", "", "", "-4528", "", "", ""),
    ("dental-visits-change-share", "2025-YTD08", "all", "", "", "-3.3", "", "", ""),
    ("dental-patients-change", "2025-YTD08", "all", "", "", "-4352", "", "", ""),
    ("dental-patients-change-share", "2025-YTD08", "all", "", "", "-6.7", "", "", ""),
]

# goal, objective, judgement of the period, outlook for the year, number of indicators
OBJECTIVES: list[tuple[str, str, str, str, int]] = [
    ("safe-childhood", "first-line-mental-health", "not_met", "cannot_be_judged", 6),
    ("safe-childhood", "newborn-home-visits", "partly_met", "cannot_be_judged", 2),
    ("good-living-conditions", "health-promotion", "not_met", "cannot_be_judged", 3),
    ("good-living-conditions", "civil-preparedness", "no_data", "will_not_be_met", 1),
    ("good-living-conditions", "joint-steering", "met", "will_be_met", 0),
    ("good-living-conditions", "violence-routines", "partly_met", "cannot_be_judged", 1),
    ("attractive-vasterbotten", "racism-knowledge", "not_met", "will_be_met", 1),
    ("accessible-care", "named-care-contact", "partly_met", "cannot_be_judged", 0),
    ("accessible-care", "digital-services", "not_met", "cannot_be_judged", 5),
    ("good-workplaces", "systematic-work-environment", "partly_met", "cannot_be_judged", 2),
    ("good-workplaces", "manager-conditions", "partly_met", "cannot_be_judged", 1),
    ("sustainable-region", "consumables-inventory", "partly_met", "cannot_be_judged", 0),
    ("research-and-innovation", "university-care-units", "met", "will_be_met", 0),
    ("research-and-innovation", "clinical-studies", "partly_met", "cannot_be_judged", 0),
]
