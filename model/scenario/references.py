"""The works that parameters rest on, in full, in docs/references.md.

An entry holds what was found when the work was looked up, and nothing from memory; what was not
found is named by its mark.

``python -m model.scenario.references > docs/references.md`` writes the page;
``python -m model.scenario.references --check`` tells whether the file is current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from model.parameters import MODULES
from model.strategies import SHIPPED

DOCS = Path(__file__).resolve().parents[2] / "docs" / "references.md"



class Work(NamedTuple):
    """A work in full, and what of it was found when it was looked up."""

    full: str
    checked: bool
    """Whether the title was found, in a catalogue, in a list of references or on the work."""
    missing: str = ""
    """What was not found, and is left out."""

    @property
    def mark(self) -> str:
        """What the page says of an entry that is not whole."""
        if not self.checked:
            return "(title not verified)"
        return f"({self.missing} not found)" if self.missing else ""

    def __str__(self) -> str:
        return f"{self.full} {self.mark}".rstrip()


REFERENCES: Mapping[str, Work] = MappingProxyType({
    "Aaker et al. 2004": Work("Aaker, J., Fournier, S. & Brasel, S. A. (2004). When good brands do bad. *Journal of Consumer Research* 31, 1–16.", checked=True),
    "Bernstein et al. 2013": Work("Bernstein, M. S., Bakshy, E., Burke, M. & Karrer, B. (2013). Quantifying the invisible audience in social networks. *CHI '13*.", checked=True),
    "Bijmolt, van Heerde & Pieters 2005": Work("Bijmolt, T. H. A., van Heerde, H. J. & Pieters, R. G. M. (2005). New empirical generalizations on the determinants of price elasticity. *Journal of Marketing Research* 42, 141–156.", checked=True),
    "bitly 2011": Work("bitly (2011). You just shared a link: how long will people pay attention? Blog of the company, September 2011.", checked=True),
    "Campbell & Kirmani 2000": Work("Campbell, M. C. & Kirmani, A. (2000). Consumers' use of persuasion knowledge: the effects of accessibility and cognitive capacity on perceptions of an influence agent. *Journal of Consumer Research* 27, 69–83.", checked=True),
    "Chevalier, Dover & Mayzlin 2018": Work("Chevalier, J. A., Dover, Y. & Mayzlin, D. (2018). Channels of impact: user reviews when quality is dynamic and managers respond. *Marketing Science* 37, 688–709.", checked=True),
    "Clark & Mills 1979": Work("Clark, M. S. & Mills, J. (1979). Interpersonal attraction in exchange and communal relationships. *Journal of Personality and Social Psychology* 37, 12–24.", checked=True),
    "East, Hammond & Lomax 2008": Work("East, R., Hammond, K. & Lomax, W. (2008). Measuring the impact of positive and negative word of mouth on brand purchase probability. *International Journal of Research in Marketing* 25, 215–224.", checked=True),
    "EdgeRank Checker": Work("EdgeRank Checker (2014). Providing stats & metrics to the Eat24 Facebook discussion. Blog of the company.", checked=True),
    "Edwards, Li & Lee 2002": Work("Edwards, S. M., Li, H. & Lee, J.-H. (2002). Forced exposure and psychological reactance: antecedents and consequences of the perceived intrusiveness of pop-up ads. *Journal of Advertising* 31(3), 83–95.", checked=True),
    "Ehrenberg-Bass Institute 2011": Work("Ehrenberg-Bass Institute (2011). Fans who talk about the 200 largest brands on Facebook, measured in October 2011. Reported by M. Creamer: Study: only 1% of Facebook 'fans' engage with brands. *Advertising Age*, 27 January 2012.", checked=True),
    "Einwiller & Steilen 2015": Work("Einwiller, S. A. & Steilen, S. (2015). Handling complaints on social network sites: an analysis of complaints and complaint responses on Facebook and Twitter pages of large US companies. *Public Relations Review* 41, 195–204.", checked=True),
    "Eisend & Tarrahi 2021": Work("Eisend, M. & Tarrahi, F. (2021). Persuasion knowledge in the marketplace: a meta-analysis. *Journal of Consumer Psychology*.", checked=True, missing="volume and pages"),
    "Hill et al. 2013": Work("Hill, S. J., Lo, J., Vavreck, L. & Zaller, J. (2013). How quickly we forget: the duration of persuasion effects from mass communication. *Political Communication* 30, 521–547.", checked=True),
    "Hodas & Lerman 2012": Work("Hodas, N. O. & Lerman, K. (2012). How visibility and divided attention constrain social contagion. arXiv:1205.2736.", checked=True),
    "Homburg, Ehm & Artz 2015": Work("Homburg, C., Ehm, L. & Artz, M. (2015). Measuring and managing consumer sentiment in an online community environment. *Journal of Marketing Research* 52, 629–641.", checked=True),
    "IBM 2011": Work("IBM Institute for Business Value (2011). From social media to social CRM: what customers want. Report by C. H. Baird & G. Parasnis.", checked=True),
    "Josang & Ismail 2002": Work("Jøsang, A. & Ismail, R. (2002). The beta reputation system. *15th Bled Electronic Commerce Conference*.", checked=True),
    "Kalwani & Yim 1992": Work("Kalwani, M. U. & Yim, C. K. (1992). Consumer price and promotion expectations: an experimental study.", checked=True, missing="journal, volume and pages"),
    "Kelleher 2009": Work("Kelleher, T. (2009). Conversational voice, communicated commitment, and public relations outcomes in interactive online communication. *Journal of Communication*.", checked=True, missing="volume and pages"),
    "Kim et al. 2004": Work("Kim, P. H., Ferrin, D. L., Cooper, C. D. & Dirks, K. T. (2004). Removing the shadow of suspicion: the effects of apology versus denial for repairing competence- versus integrity-based trust violations. *Journal of Applied Psychology* 89, 104–118.", checked=True),
    "Kwak, Chun & Moon 2011": Work("Kwak, H., Chun, H. & Moon, S. (2011). Fragile online relationship: a first look at unfollow dynamics in Twitter. *CHI '11*.", checked=True),
    "Lee et al. 2018": Work("Lee, D., Hosanagar, K. & Nair, H. S. (2018). Advertising content and consumer engagement on social media: evidence from Facebook. *Management Science* 64, 5105–5131.", checked=True),
    "Lewis & Rao 2015": Work("Lewis, R. A. & Rao, J. M. (2015). The unfavorable economics of measuring the returns to advertising. *Quarterly Journal of Economics* 130, 1941–1973.", checked=True),
    "Ma, Sun & Kekre 2015": Work("Ma, L., Sun & Kekre (2015). The squeaky wheel gets the grease: an empirical analysis of customer voice and firm intervention on Twitter. *Marketing Science*.", checked=True, missing="two initials, volume and pages"),
    "McCullough et al. 1998": Work("McCullough, M. E., Rachal, K. C., Sandage, S. J., Worthington, E. L., Brown, S. W. & Hight, T. L. (1998). Interpersonal forgiving in close relationships: II. Theoretical elaboration and measurement. *Journal of Personality and Social Psychology* 75, 1586–1603.", checked=True),
    "Moro et al. 2016": Work("Moro, S., Rita, P. & Vala, B. (2016). Predicting social media performance metrics and evaluation of the impact on brand building: a data mining approach. *Journal of Business Research* 69, 3341–3351.", checked=True),
    "Nay & Vorobeychik 2016": Work("Nay, J. J. & Vorobeychik, Y. (2016). Predicting human cooperation. *PLOS ONE* 11(5), e0155656.", checked=True),
    "Nisbett & Wilson 1977": Work("Nisbett, R. E. & Wilson, T. D. (1977). The halo effect: evidence for unconscious alteration of judgments. *Journal of Personality and Social Psychology* 35, 250–256.", checked=True),
    "Proserpio & Zervas 2017": Work("Proserpio, D. & Zervas, G. (2017). Online reputation management: estimating the impact of management responses on consumer reviews. *Marketing Science* 36, 645–665.", checked=True),
    "Rescorla & Wagner 1972": Work("Rescorla, R. A. & Wagner, A. R. (1972). A theory of Pavlovian conditioning: variations in the effectiveness of reinforcement and nonreinforcement. In A. H. Black & W. F. Prokasy (eds.), *Classical Conditioning II: Current Research and Theory*, 64–99. Appleton-Century-Crofts.", checked=True),
    "Rozemberczki & Sarkar 2020": Work("Rozemberczki, B. & Sarkar, R. (2020). Characteristic functions on graphs: birds of a feather, from statistical descriptors to parametric models. *CIKM '20*, 1325–1334.", checked=True),
    "Rozemberczki, Davies, Sarkar & Sutton 2019": Work("Rozemberczki, B., Davies, R., Sarkar, R. & Sutton, C. (2019). GEMSEC: graph embedding with self clustering. *ASONAM 2019*.", checked=True),
    "Ryu & Feick 2007": Work("Ryu, G. & Feick, L. (2007). A penny for your thoughts: referral reward programs and referral likelihood. *Journal of Marketing* 71, 84–94.", checked=True),
    "Schmidt & Eisend 2015": Work("Schmidt, S. & Eisend, M. (2015). Advertising repetition: a meta-analysis on effective frequency in advertising. *Journal of Advertising* 44, 415–428.", checked=True),
    "Schweitzer et al. 2006": Work("Schweitzer, M. E., Hershey, J. C. & Bradlow, E. T. (2006). Promises and lies: restoring violated trust. *Organizational Behavior and Human Decision Processes* 101, 1–19.", checked=True),
    "Sethuraman et al. 2011": Work("Sethuraman, R., Tellis, G. J. & Briesch, R. A. (2011). How well does advertising work? Generalizations from meta-analysis of brand advertising elasticities. *Journal of Marketing Research* 48, 457–471.", checked=True),
    "Sprout Social": Work("Sprout Social (2016). The Sprout Social Index, edition VI (second quarter of 2016): Shunning your customers on social? The same, third quarter of 2016: Turned off: how brands are annoying customers on social. Reports of the company.", checked=True),
    "Sutton & Barto 2018": Work("Sutton, R. S. & Barto, A. G. (2018). *Reinforcement Learning: An Introduction*, 2nd edition. MIT Press.", checked=True),
    "Trusov et al. 2009": Work("Trusov, M., Bucklin, R. E. & Pauwels, K. (2009). Effects of word-of-mouth versus traditional marketing: findings from an internet social networking site. *Journal of Marketing* 73, 90–102.", checked=True),
    "van Mierlo 2014": Work("van Mierlo, T. (2014). The 1% rule in four digital health social networks: an observational study. *Journal of Medical Internet Research* 16(2), e33.", checked=True),
    "Verlegh et al. 2013": Work("Verlegh, P. W. J., Ryu, G., Tuk, M. A. & Feick, L. (2013). Receiver responses to rewarded referrals: the motive inferences framework. *Journal of the Academy of Marketing Science* 41, 669–682.", checked=True),
    "Wang & Chaudhry 2018": Work("Wang, Y. & Chaudhry, A. (2018). When and how managers' responses to online reviews affect subsequent reviews. *Journal of Marketing Research* 55, 163–177.", checked=True),
    "Watts & Strogatz 1998": Work("Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature* 393, 440–442.", checked=True),
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

Each work is followed by the parameters that name it ([all of them](parameters.md)). A source
says what of a work is taken.
"""


def sources() -> Iterator[tuple[str, str]]:
    """Yield name and words of every subject and parameter, every strategy and its options."""
    for module in MODULES:
        yield module.__name__.rpartition(".")[2], _words(module.__doc__)
        for parameter in module.PARAMETERS:
            yield parameter.name, _words(parameter.about, parameter.source)
    for strategy in SHIPPED:
        yield strategy.name, _words(sys.modules[strategy.__module__].__doc__, strategy.__doc__)
        for name, option in strategy.options().items():
            yield f"{strategy.name}: {name}", _words(option.about, option.source)


def _words(*texts: str | None) -> str:
    """Return texts in one line."""
    return " ".join("; ".join(text for text in texts if text).split())


def cited(source: str) -> list[str]:
    """Return the works that a source names, by their names in ``REFERENCES``."""
    known = [*REFERENCES, *SAME]
    return list(dict.fromkeys(SAME.get(name, name) for name in known if name in source))


def unknown(source: str) -> list[str]:
    """Return what looks like a work in a source and is none of the known ones."""
    for name in (*REFERENCES, *SAME):
        source = source.replace(name, "")
    return CITED.findall(source)


def verification(works: Collection[Work]) -> str:
    """Return how many works were looked up and found, and how many are marked."""
    found, marked = sum(work.checked for work in works), sum(bool(work.mark) for work in works)
    return (
        f"{found} of {len(works)} works were looked up and their titles found. "
        f"{marked} carry a mark that says what was not found; it is left out.\n"
    )


def markdown_page() -> str:
    """Return the whole page."""
    users: dict[str, list[str]] = {}
    for name, source in sources():
        for work in cited(source):
            users.setdefault(work, []).append(f"`{name}`")
    works = sorted(users, key=lambda work: REFERENCES[work].full.casefold())
    rows = [f"- {REFERENCES[work]}  \n  {', '.join(users[work])}" for work in works]
    return "\n".join([INTRODUCTION, verification(REFERENCES.values()), *rows, ""])


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
