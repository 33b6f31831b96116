"""Every code that a diagnostic can carry, once: its title, what to do, and whether it stops the reading.

E1 files and encodings, E2 the shape of texts and values, E3 tables, E4 references, E5 meaning, E6 extracts, E7 how
figures are computed; W the warnings, with the number of the error they stand in for where there is one. A code never
changes its meaning and is never reused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertial.definitions.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault. `title` and `advice` are English messages, translated when they are shown."""

    code: str
    title: str
    advice: str

    @property
    def severity(self) -> Severity:
        """Warnings begin with W."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR


_FILES = (
    Code("E101", "No region folder", "Say where the folder is, or make one with tertial init."),
    Code("E102", "A file is missing", "Write the file; tertial init shows a complete folder."),
    Code("E103", "An empty file", "Fill the file in, or remove it."),
    Code(
        "E104",
        "Not UTF-8",
        "In Excel, save as ”CSV UTF-8 (comma delimited)”; in other programs, choose the encoding UTF-8.",
    ),
    Code("E105", "UTF-16", "Save the file again as UTF-8; in Excel as ”CSV UTF-8”, not as ”Unicode text”."),
    Code("E106", "A control character", "Remove the invisible character; it often comes from copying out of a PDF."),
    Code("E107", "Too large a file", "Split the file, or remove what does not belong in it."),
    Code("E108", "Outside the folder", "Put the file in the region folder and name it without a path."),
    Code("E109", "The file cannot be read", "Check that it is a file and that you may read it."),
    Code("E110", "A workbook", "In Excel, save the sheet as ”CSV UTF-8 (comma delimited)”."),
    Code("W101", "A byte order mark", "Nothing needs doing; tertial upgrade writes the file without it."),
    Code("W102", "An unknown file", "Nothing reads it. Give it the right name, or take it out of the folder."),
)

_SHAPES = (
    Code(
        "E201",
        "Not readable YAML",
        "Look at the line and the one above: indentation, closing quotes and brackets; "
        "a text with : or # in it stands in quotes.",
    ),
    Code("E202", "A tab in YAML", "Indent with spaces; most editors can replace tabs."),
    Code("E203", "An anchor or alias", "Write the value out in each place."),
    Code("E204", "An unknown key", "Correct the name, or remove the line."),
    Code("E205", "A key twice", "Keep one of them."),
    Code("E206", "Several documents", "Remove the line ---, or make a file of each."),
    Code("E207", "Too deep", "Flatten the text; no file of a region folder needs such depth."),
    Code("E208", "A tag", "Remove the word that begins with an exclamation mark."),
    Code("E209", "A key is missing", "Add the line."),
    Code("E210", "The wrong shape", "Write it as expected; the reference shows each file."),
    Code("E211", "No value", "Write the value, or remove the line."),
    Code("E212", "A word that is not one of the allowed", "Choose one of them."),
    Code("E213", "No figure", "Write digits only, with a point as decimal sign."),
    Code(
        "E214",
        "A per cent sign in a figure",
        "Write the figure alone; value_unit in the indicator's file says that it is per cent.",
    ),
    Code("E215", "A comma or spaces in a figure", "Write a point as decimal sign and no spaces."),
    Code("E216", "Words in a figure", "Write the figure alone, and the words in a note."),
    Code("E217", "No whole number", "Write a whole number, digits only."),
    Code("E218", "A number out of range", "Write a number within the limits."),
    Code(
        "E219",
        "No period",
        "Write a month as 2025-08, a tertial as 2025-T2, the year to date as 2025-YTD08, "
        "twelve months as 2025-R12-08, a year as 2025.",
    ),
    Code("E220", "A month that does not exist", "Months are 01 to 12."),
    Code("E221", "No date", "Write year, month and day: 2025-08-31."),
    Code("E222", "Neither yes nor no", "Write true or false in YAML and TOML, yes or no in tables."),
    Code("E223", "No id", "Use a-z, digits and hyphens, such as phone-same-day."),
    Code("E224", "Not readable TOML", "Look at the line: quotes around text, an equals sign, closed brackets."),
    Code("E226", "No Swedish text", "Write the Swedish text; English may be left out, Swedish may not."),
    Code("E227", "No age band", "Write 40, 30-49 or 50+."),
    Code("E228", "Not one target", "Say the target in one way, and only one."),
    Code("E229", "An unknown placeholder", "Use {month} and {year} only, or remove the braces."),
)

_TABLES = (
    Code(
        "E301",
        "Semicolons between the columns",
        "In Excel, save as ”CSV UTF-8” with comma as list separator, or let tertial upgrade rewrite the file.",
    ),
    Code("E302", "Tabs between the columns", "Save the table with commas between the columns (CSV)."),
    Code("E303", "A column is missing", "Add the column to the first line; its cells may be empty where allowed."),
    Code("E304", "An unknown column", "Correct the column's name, or remove the column."),
    Code("E305", "A column twice", "Keep one of the two columns."),
    Code("E306", "Too few cells", "Add the missing commas; empty cells count too."),
    Code("E307", "Too many cells", "Put quotes around a cell that holds a comma; figures have a point."),
    Code("E308", "Quotes that do not close", "Close the quotes; a quote inside a quoted cell is written twice."),
    Code("E309", "An empty cell", "Fill the cell in."),
    Code("E310", "The same row twice", "Keep one of the rows."),
    Code("W310", "A printed baseline twice", "It is kept as printed, with its remark; the first one is used."),
    Code(
        "E311",
        "No figure in the row",
        "Write a value or a numerator, or remove the row: why a figure is absent is "
        "said by absent in the indicator's file.",
    ),
    Code("E312", "A denominator alone", "Write the numerator too."),
)

_REFERENCES = (
    Code("E401", "An unknown indicator", "Correct the id, or write the indicator's file in indicators/."),
    Code("E402", "An unknown unit", "Correct the id, or add the unit to organisation.csv."),
    Code("E403", "An unknown goal", "Correct the id, or add the goal to goals.yaml."),
    Code("E404", "An unknown account", "Correct the code, or add it to [schemes.account.codes] in region.toml."),
    Code("E405", "An unknown scheme", "Correct the name, or add the scheme to region.toml."),
    Code("E406", "An unknown category", "Correct the code, or add it to the scheme in region.toml."),
    Code("E407", "An unknown follow-up date", "Correct the id, or add it to [followup] in region.toml."),
    Code("E408", "An unknown level", "Correct the id, or add the level to [levels] in region.toml."),
    Code("E409", "An unknown giver", "Correct the id, or add it to givers in assignments.yaml."),
    Code("E410", "An unknown kind of unit", "Correct the kind, or add it to a tree in region.toml."),
    Code("E411", "An unknown tree", "Correct the name, or add the tree to [trees] in region.toml."),
    Code("E412", "An unknown text", "Write the text in texts/<month>/, or remove its name from the outline."),
    Code("E413", "An unknown assignment", "Correct the id, or add the assignment to assignments.yaml."),
    Code("E414", "The same id twice", "Give one of them another id."),
    Code("E415", "File name and id differ", "Rename the file, or change the id."),
    Code("E416", "Categories without a scheme", "Name the scheme under by in the indicator's file, or empty the cell."),
    Code("E417", "An unknown frame", "Use a node of the tree frame, or the report's unit for the total."),
    Code("W401", "An indicator that nothing shows", "Put it under a goal or in an outline section, or remove it."),
    Code("W402", "A text that nothing shows", "Name it in the outline, or rename it to a goal's or indicator's id."),
)

_MEANINGS = (
    Code("E501", "A circle of parents", "Let one of the units stand higher up."),
    Code("E502", "A circle of successors", "A successor takes over later; correct the one that points back."),
    Code("E503", "A goal under itself", "Give the lower goal another id, or move it."),
    Code("E504", "Valid twice on the same day", "Let the first end the day before the second begins."),
    Code(
        "E505",
        "Two targets at the same time",
        "Give each target its years or months, from and to, so that they do not meet.",
    ),
    Code("E506", "The wrong level", "Move it, or correct its level or kind."),
    Code("E507", "A numerator above its denominator", "Check the two counts; are they in the right columns?"),
    Code("E508", "A negative count", "A count is 0 or more; write a change as a value."),
    Code("E509", "A denominator of zero", "Leave the row out: a share of nothing is no figure."),
    Code("E510", "A target without direction", "Write direction: increase or decrease in the indicator's file."),
    Code("E511", "Target and direction do not fit", "Change the direction, or the target."),
    Code("E512", "A share above 100", "Check the figure; if the document prints it so, set published to yes."),
    Code("E513", "A target that no share can reach", "Check the target; if it was decided so, say it in remark."),
    Code(
        "E514", "A share that its counts do not give", "Check value, numerator and denominator; one of them is wrong."
    ),
    Code(
        "E515",
        "Women and men do not make all",
        "Check the three figures; those of unknown sex have a row of their own.",
    ),
    Code("E516", "Frames do not make the total", "Check the deviations; a deficit is negative."),
    Code("E517", "Result and budget do not give the deviation", "Check the three amounts and their signs."),
    Code(
        "E518",
        "A savings share that the amounts do not give",
        "Check the share; if it is printed so, say it in remark.",
    ),
    Code("E519", "A judgement where none is made", "Judge goals at the objective level only."),
    Code("E520", "A judgement without its reason", "Say why in reason or outlook_reason; a blank is no answer."),
    Code("E521", "No baseline", "Write the baseline in the indicator's file, or compare with a period."),
    Code("E523", "No schema_version", "Run tertial upgrade, or write schema_version = 1 first in region.toml."),
    Code("E524", "A newer schema_version", "Install a newer Tertial, or use a folder of this version."),
    Code("E525", "A target that cannot be", "Correct the target's figures."),
    Code("E526", "Reversed dates", "Write the earlier one first."),
    Code("E527", "Shares that do not make 1", "State one share for each successor, together 1."),
    Code("E528", "Thresholds in the wrong order", "Let partly lie above 0 and below met."),
    Code("E529", "Two reports for one month", "Keep one of them, or correct the month."),
    Code("E530", "Two schemes for one indicator", "Keep at most one scheme under by."),
    Code("E532", "Two rebasings from one month", "Keep one of them, or correct the month."),
    Code("E533", "Two announced forecasts as of one month", "Keep one of them, or correct the month."),
    Code("E534", "A one-off that no forecast can use", "Name a count, sum, share or rate, or remove it."),
    Code("E535", "A unit to compare with that has the action", "Take it out of compare_with, or out of units."),
    Code(
        "E536",
        "An indicator without months",
        "Name an indicator that is computed or reported by month, or leave started out.",
    ),
    Code("E537", "The same unit twice", "Name each unit once, and none that another one covers."),
    Code("E538", "The same one-off twice", "Keep one of them, or say in each reason what it is."),
    Code("E539", "An announced forecast that no share can reach", "Check the figure: a share is 0 to 100 per cent."),
    Code("W507", "A printed numerator above its denominator", "It is kept as printed; say in note how it came about."),
    Code("W512", "A printed share above 100", "It is kept as printed; say in note how it came about."),
    Code("W513", "A target that no share can reach", "It is kept with its remark."),
    Code(
        "W514", "A printed share that its counts do not give", "It is kept as printed; say in note what does not hold."
    ),
    Code(
        "W515",
        "Printed figures of women and men do not make all",
        "They are kept as printed; say in note what does not hold.",
    ),
    Code("W516", "Printed frames do not make the total", "They are kept as printed; say in note what does not hold."),
    Code(
        "W517",
        "Printed result and budget do not give the deviation",
        "They are kept as printed; say in note what does not hold.",
    ),
    Code("W518", "A printed savings share that the amounts do not give", "It is kept with its remark."),
    Code(
        "W531",
        "No figure of the shown period",
        "Change shown in the indicator's file, or report figures for such periods; figures are never added up here.",
    ),
    Code("W520", "A judgement without its reason", "Say why in reason; the reader of the report will ask."),
)

_EXTRACTS = (
    Code("E601", "An unknown feed", "Correct the id; the reference of feeds lists all, and a feed is one file to add."),
    Code("E602", "An unknown column of the feed", "To the left stands the feed's column, to the right the extract's."),
    Code("E603", "An unknown code", "To the left stands the value as sent, to the right the code that it means."),
    Code("E604", "An unknown database", "Correct the id, or describe the database in a table [database.<id>]."),
    Code(
        "E605",
        "A part of the declaration is missing",
        "Add the line; nothing is loaded without it. Ask your data protection officer what is right.",
    ),
    Code("E606", "Not one source", "Say files, or database with select and tables, and not both."),
    Code("E607", "A key without effect", "Remove it; it does nothing here."),
    Code(
        "E608",
        "A password in the file",
        "Remove it, name an environment variable in password_variable instead, and change the password if the file "
        "has been in git or sent to anybody.",
    ),
    Code("E609", "A pattern that cannot be", "Correct the pattern; Describe extracts lists its signs."),
    Code("E610", "Not one of column and constant", "Say where the column comes from in one way, and only one."),
    Code("E611", "A constant that would make all rows alike", "Name the extract's column instead."),
    Code("E612", "A format that does not read its dates", "Use %Y %m %d %H %M %S for year, month, day and time."),
    Code("E613", "Not one retention", "Say months or until, and only one of them."),
    Code("E614", "A value both empty and a code", "Keep it in one of the two places."),
    Code("E615", "A join with the own provider", "Remove it; a provider needs no decision to join its own persons."),
    Code(
        "E616",
        "Patient data over an open line",
        "Use verify-full; only a database on the same computer may do without.",
    ),
    Code("E617", "Not a SELECT", "Write one statement that reads; with -- and /* … */ come comments."),
    Code("E618", "No place for a store", "Name a folder that holds nothing else."),
    Code("E619", "Not a plain name", "Write the name alone; passwords and addresses with them stand in no file."),
)

_COMPUTED = (
    Code("E701", "An expression that cannot be read", "Write it as Expressions shows; the place is told in brackets."),
    Code("E702", "An unknown column", "Correct the column; the reference lists those of each fact."),
    Code("E703", "An unknown code", "Write one of the column's codes, between single quotation marks."),
    Code("E704", "A function that cannot be", "Use a function that Expressions lists, on what it takes."),
    Code("E705", "Values that do not go together", "Compare and add up values of one kind only."),
    Code("E706", "A division", "Write the two quantities as numerator and denominator, or value and over."),
    Code("E707", "A value that cannot be", "Write the number, date or length of time as Expressions shows."),
    Code("E708", "A name that the organisation does not have", "Correct the name, or add it to organisation.csv."),
    Code("E709", "A condition that says nothing", "Mend the condition, or leave it out."),
    Code("E710", "Too long an expression", "Split it, or ask for a derived fact that says it."),
    Code(
        "E721", "An unknown fact", "Correct the id; facts are the feeds, and those that the program derives from them."
    ),
    Code("E722", "A key that the kind has no use for", "Remove it, or change kind."),
    Code("E723", "A key that the kind needs", "Add the line."),
    Code("E724", "A circle of indicators", "Let one of them be computed from events."),
    Code("E725", "A category that is no column of codes", "Name a column of codes of the fact, or remove it from by."),
    Code("E726", "A split that is not there", "Remove it from by."),
    Code("E727", "No column of units", "Name a column of units of the fact, or remove at."),
    Code(
        "E728",
        "Events that cannot be chosen",
        "Remove events, and put the condition in where, numerator or denominator.",
    ),
    Code("E729", "Nothing that is counted once", "Name a column of persons or ids of the fact."),
    Code("E730", "A stock that is summed", "Write over_time: last or mean, or leave it out."),
    Code("E731", "A unit that the figure cannot have", "Change value_unit, or kind."),
    Code("E732", "An unknown definition of the library", "Correct the id; the reference of indicators lists them all."),
    Code("E733", "A key that the library states", "Remove it, or write the whole definition without use."),
    Code("E734", "Not one level", "State the level in one way, and only one."),
    Code("E735", "An example that comes out otherwise", "Correct the definition, or what the example expects."),
    Code(
        "E736",
        "An example of something else",
        "Write rows of the feeds that the fact is made from, with their columns; days of birth are no columns.",
    ),
    Code("E737", "No point in time", "Write the date and the time by Swedish clocks: 2025-08-31 14:30."),
    Code("E738", "Nothing to compute from", "Name an indicator that is computed, or let the figures be reported."),
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        entry.code: entry
        for group in (_FILES, _SHAPES, _TABLES, _REFERENCES, _MEANINGS, _EXTRACTS, _COMPUTED)
        for entry in group
    }
)
