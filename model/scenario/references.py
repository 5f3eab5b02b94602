"""The works that parameters rest on, in full, in docs/references.md.

``python -m model.scenario.references > docs/references.md`` writes the page;
``python -m model.scenario.references --check`` tells whether the file is current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from model.parameters import MODULES
from model.strategies import SHIPPED

DOCS = Path(__file__).resolve().parents[2] / "docs" / "references.md"

REFERENCES: Mapping[str, str] = MappingProxyType({
    "Aaker et al. 2004": "Aaker, J., Fournier, S. & Brasel, S. A. (2004). When good brands do bad. *Journal of Consumer Research* 31, 1–16.",
    "Bernstein et al. 2013": "Bernstein, M. S., Bakshy, E., Burke, M. & Karrer, B. (2013). Quantifying the invisible audience in social networks. *CHI '13*.",
    "Bijmolt, van Heerde & Pieters 2005": "Bijmolt, T. H. A., van Heerde, H. J. & Pieters, R. G. M. (2005). New empirical generalizations on the determinants of price elasticity. *Journal of Marketing Research* 42, 141–156.",
    "bitly 2011": "bitly (2011). You just shared a link. How long will people pay attention? Blog of the company.",
    "Campbell & Kirmani 2000": "Campbell, M. C. & Kirmani, A. (2000). Consumers' use of persuasion knowledge: the effects of accessibility and cognitive capacity on perceptions of an influence agent. *Journal of Consumer Research* 27, 69–83.",
    "Chevalier, Dover & Mayzlin 2018": "Chevalier, J. A., Dover, Y. & Mayzlin, D. (2018). Channels of impact: user reviews when quality is dynamic and managers respond. *Marketing Science* 37, 688–709.",
    "Clark & Mills 1979": "Clark, M. S. & Mills, J. (1979). Interpersonal attraction in exchange and communal relationships. *Journal of Personality and Social Psychology* 37, 12–24.",
    "East, Hammond & Lomax 2008": "East, R., Hammond, K. & Lomax, W. (2008). Measuring the impact of positive and negative word of mouth on brand purchase probability. *International Journal of Research in Marketing* 25, 215–224.",
    "EdgeRank Checker": "EdgeRank Checker (2014). Organic reach of pages on Facebook. Figures of the company.",
    "Edwards, Li & Lee 2002": "Edwards, S. M., Li, H. & Lee, J.-H. (2002). Forced exposure and psychological reactance: antecedents and consequences of the perceived intrusiveness of pop-up ads. *Journal of Advertising* 31(3), 83–95.",
    "Ehrenberg-Bass Institute 2011": "Ehrenberg-Bass Institute (2011). How many fans of brands on Facebook talk about them. Figures of the institute.",
    "Einwiller & Steilen 2015": "Einwiller, S. A. & Steilen, S. (2015). Handling complaints on social network sites: an analysis of complaints and complaint responses on Facebook and Twitter pages of large US companies. *Public Relations Review* 41, 195–204.",
    "Eisend & Tarrahi 2021": "Eisend, M. & Tarrahi, F. (2021). Persuasion knowledge in the marketplace: a meta-analysis. *Journal of Consumer Psychology*.",
    "Hill et al. 2013": "Hill, S. J., Lo, J., Vavreck, L. & Zaller, J. (2013). How quickly we forget: the duration of persuasion effects from mass communication. *Political Communication* 30, 521–547.",
    "Hodas & Lerman 2012": "Hodas, N. O. & Lerman, K. (2012). How visibility and divided attention constrain social contagion. *SocialCom 2012*.",
    "Homburg, Ehm & Artz 2015": "Homburg, C., Ehm, L. & Artz, M. (2015). Measuring and managing consumer sentiment in an online community environment. *Journal of Marketing Research* 52, 629–641.",
    "IBM 2011": "IBM Institute for Business Value (2011). From social media to social CRM: what customers want. Report.",
    "Josang & Ismail 2002": "Jøsang, A. & Ismail, R. (2002). The beta reputation system. *15th Bled Electronic Commerce Conference*.",
    "Kalwani & Yim 1992": "Kalwani, M. U. & Yim, C. K. (1992). Consumer price and promotion expectations: an experimental study. *Journal of Marketing Research* 29, 90–100.",
    "Kelleher 2009": "Kelleher, T. (2009). Conversational voice, communicated commitment, and public relations outcomes in interactive online communication. *Journal of Communication* 59, 172–188.",
    "Kim et al. 2004": "Kim, P. H., Ferrin, D. L., Cooper, C. D. & Dirks, K. T. (2004). Removing the shadow of suspicion: the effects of apology versus denial for repairing competence- versus integrity-based trust violations. *Journal of Applied Psychology* 89, 104–118.",
    "Kwak, Chun & Moon 2011": "Kwak, H., Chun, H. & Moon, S. (2011). Fragile online relationship: a first look at unfollow dynamics in Twitter. *CHI '11*.",
    "Lee et al. 2018": "Lee, D., Hosanagar, K. & Nair, H. S. (2018). Advertising content and consumer engagement on social media: evidence from Facebook. *Management Science* 64, 5105–5131.",
    "Lewis & Rao 2015": "Lewis, R. A. & Rao, J. M. (2015). The unfavorable economics of measuring the returns to advertising. *Quarterly Journal of Economics* 130, 1941–1973.",
    "Ma, Sun & Kekre 2015": "Ma, L., Sun, B. & Kekre, S. (2015). The squeaky wheel gets the grease: an empirical analysis of customer voice and firm intervention on Twitter. *Marketing Science* 34, 627–645.",
    "McCullough et al. 1998": "McCullough, M. E., Rachal, K. C., Sandage, S. J., Worthington, E. L., Brown, S. W. & Hight, T. L. (1998). Interpersonal forgiving in close relationships: II. Theoretical elaboration and measurement. *Journal of Personality and Social Psychology* 75, 1586–1603.",
    "Moro et al. 2016": "Moro, S., Rita, P. & Vala, B. (2016). Predicting social media performance metrics and evaluation of the impact on brand building: a data mining approach. *Journal of Business Research* 69, 3341–3351.",
    "Nay & Vorobeychik 2016": "Nay, J. J. & Vorobeychik, Y. (2016). Predicting human cooperation. *PLOS ONE* 11(5), e0155656.",
    "Nisbett & Wilson 1977": "Nisbett, R. E. & Wilson, T. D. (1977). The halo effect: evidence for unconscious alteration of judgments. *Journal of Personality and Social Psychology* 35, 250–256.",
    "Proserpio & Zervas 2017": "Proserpio, D. & Zervas, G. (2017). Online reputation management: estimating the impact of management responses on consumer reviews. *Marketing Science* 36, 645–665.",
    "Ryu & Feick 2007": "Ryu, G. & Feick, L. (2007). A penny for your thoughts: referral reward programs and referral likelihood. *Journal of Marketing* 71, 84–94.",
    "Schmidt & Eisend 2015": "Schmidt, S. & Eisend, M. (2015). Advertising repetition: a meta-analysis on effective frequency in advertising. *Journal of Advertising* 44, 415–428.",
    "Schweitzer et al. 2006": "Schweitzer, M. E., Hershey, J. C. & Bradlow, E. T. (2006). Promises and lies: restoring violated trust. *Organizational Behavior and Human Decision Processes* 101, 1–19.",
    "Sethuraman et al. 2011": "Sethuraman, R., Tellis, G. J. & Briesch, R. A. (2011). How well does advertising work? Generalizations from meta-analysis of brand advertising elasticities. *Journal of Marketing Research* 48, 457–471.",
    "Sprout Social": "Sprout Social (2016). The Sprout Social Index. Reports of the company.",
    "Trusov et al. 2009": "Trusov, M., Bucklin, R. E. & Pauwels, K. (2009). Effects of word-of-mouth versus traditional marketing: findings from an internet social networking site. *Journal of Marketing* 73, 90–102.",
    "van Mierlo 2014": "van Mierlo, T. (2014). The 1% rule in four digital health social networks: an observational study. *Journal of Medical Internet Research* 16(2), e33.",
    "Verlegh et al. 2013": "Verlegh, P. W. J., Ryu, G., Tuk, M. A. & Feick, L. (2013). Receiver responses to rewarded referrals: the motive inferences framework. *Journal of the Academy of Marketing Science* 41, 669–682.",
    "Wang & Chaudhry 2018": "Wang, Y. & Chaudhry, A. (2018). When and how managers' responses to online reviews affect subsequent reviews. *Journal of Marketing Research* 55, 163–177.",
    "Watts & Strogatz 1998": "Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature* 393, 440–442.",
})
"""Works in full, by the name under which sources call them."""

SAME: Mapping[str, str] = MappingProxyType({"Moro, Rita & Vala 2016": "Moro et al. 2016"})
"""Other names of a work."""

CITED = re.compile(r"[A-Zb][\w'’-]+(?:(?:, | & )(?:van )?[A-Z][\w'’-]+)*(?: et al\.)? (?:19|20)\d\d")
"""What looks like a work in a source: names and a year."""

INTRODUCTION = """\
# References

Generated from the sources of `model/parameters/` and `model/strategies/`: change the source or
`model/scenario/references.py`, then run
`python -m model.scenario.references > docs/references.md`.

Each work is followed by the parameters whose source names it ([all of them](parameters.md)).
Titles, volumes and pages were written down from memory and have not been looked up: check an
entry before you cite it. A source says what of a work is taken.
"""


def sources() -> Iterator[tuple[str, str]]:
    """Yield the name and the source of every parameter and of every strategy's option."""
    for module in MODULES:
        for parameter in module.PARAMETERS:
            yield parameter.name, parameter.source
    for strategy in SHIPPED:
        for name, option in strategy.options().items():
            yield f"{strategy.name}: {name}", option.source


def cited(source: str) -> list[str]:
    """Return the works that a source names, by their names in ``REFERENCES``."""
    known = [*REFERENCES, *SAME]
    return list(dict.fromkeys(SAME.get(name, name) for name in known if name in source))


def unknown(source: str) -> list[str]:
    """Return what looks like a work in a source and is none of the known ones."""
    for name in (*REFERENCES, *SAME):
        source = source.replace(name, "")
    return CITED.findall(source)


def markdown_page() -> str:
    """Return the whole page."""
    users: dict[str, list[str]] = {}
    for name, source in sources():
        for work in cited(source):
            users.setdefault(work, []).append(f"`{name}`")
    works = sorted(users, key=lambda work: REFERENCES[work].casefold())
    rows = [f"- {REFERENCES[work]}  \n  {', '.join(users[work])}" for work in works]
    return "\n".join([INTRODUCTION, *rows, ""])


def main(arguments: list[str]) -> int:
    """Write the page to standard output, or with ``--check`` compare it; return an exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m model.scenario.references [--check]\n")
        return 2
    if not arguments:
        sys.stdout.buffer.write(markdown_page().encode())
        return 0
    current = DOCS.is_file() and DOCS.read_text("utf-8") == markdown_page()
    if not current:
        sys.stderr.write(f"{DOCS.name} is out of date: see the head of {Path(__file__).name}\n")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
