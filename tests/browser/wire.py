"""A wire story as agencies write them, for the length and the first screen of a page; all of it is invented."""

TITLE = "Norland suspends grain talks with Velonia after border shelling"

TEXT = """\
ASTERHAVEN, March 14 (Newswire) - Norland suspended talks on grain exports with Velonia on Thursday, a day after \
shells hit a customs post on their common border and killed two officers.

Prime Minister Ingrid Solberg said her government would not return to the table until Velonia had explained the \
attack. "We cannot discuss harvests while our officers are being buried," she told reporters in Asterhaven.

Velonia denied that its army had fired on the post. Its defence minister, Marko Petrov, said an armed group that both \
countries had been fighting since 2022 was to blame, and he called for a joint investigation.

"We want peace on this border, and we are ready to open our records," Petrov said.

The United Nations condemned the shelling. A spokesperson for Secretary-General Antonio Guterres urged both \
governments to show restraint and offered to send observers to the border next week.

The European Union, which buys about a third of Norland's wheat, said that it supported the talks and expected them \
to resume before the summer. Its foreign policy chief plans to visit both capitals in April.

Norland and Velonia signed a truce in May 2023 after eleven months of fighting. Under the agreement, Velonia withdrew \
its artillery from the border, and Norland lifted its sanctions on Velonian banks. Diplomats say that the truce has \
mostly held, although each side has accused the other of violations.

In the Norland parliament, the opposition Farmers' Party criticised the decision. Its leader, Jon Aker, said that the \
suspension would hurt growers more than it would hurt Velonia. "The government is punishing its own people," he said.

Solberg rejected the criticism and said that talks could begin again within days if Velonia cooperated. She did not \
rule out new sanctions.

Russia, an ally of Velonia, warned Norland against sanctions. The United States said that it opposed any measure that \
would raise the price of food, and announced 40 million dollars in aid for families who had fled the border area.

About 3,000 people have left their homes since the shelling began, the Red Cross said.
"""
