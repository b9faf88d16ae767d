#include "app/demo_words.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace onthaal::app::demo {
namespace {

const std::vector<Person> kPeople{
    {"pupil",
     "nl",
     "phone",
     "vlinder",
     "thuis",
     "f",
     14,
     "Mag ik hier ook gewoon mijn verhaal doen?",
     {"hey", "ik weet ni goe hoe te beginnen", "het is thuis weer zo erg met mijn ouders, ze maken elke avond ruzie",
      "ik zit dan op mijn kamer met muziek in mijn oren maar ik hoor het toch",
      "mijn broertje van 6 komt dan altijd bij mij zitten en ik weet ni wat zeggen",
      "nee ik heb het nog aan niemand verteld, mijn vriendinnen zouden het ni snappen denk ik",
      "misschien wel aan mijn klastitularis, die is wel lief", "oke ik ga dat proberen", "merci om te luisteren, daag"},
     5,
     "Ik was eerst bang maar het was fijn dat er iemand luisterde."},
    {"pupil",
     "nl",
     "phone",
     "K.",
     "pesten",
     "m",
     13,
     "",
     {"hallo", "in mijn klas zijn er een paar die de hele tijd op mij zitten",
      "ze hebben een groepsapp gemaakt en daar zetten ze fotos van mij in 😔", "al sinds de herfstvakantie",
      "de leerkracht zegt gewoon negeer het maar dat werkt ni", "ik doe soms alsof ik ziek ben zodat ik ni moet gaan",
      "ja ik heb screenshots", "dus ik kan daarmee naar het clb gaan? moeten mijn ouders dat dan weten",
      "oke dan ga ik da doen", "bedankt!! doei"},
     4,
     ""},
    {"pupil",
     "nl",
     "computer",
     "sterre",
     "studiekeuze",
     "f",
     17,
     "Hoe weet je welke richting bij je past?",
     {"dag, ik zit in het zesde en iedereen weet al wat ze gaan doen behalve ik",
      "ik twijfel tussen verpleegkunde en leerkracht", "mijn ouders willen dat ik naar de unief ga",
      "ik doe graag dingen met mensen, en ik ben niet zo goed in wiskunde",
      "nee naar een open lesdag ben ik nog niet geweest", "oh dat wist ik niet, dat je een dag mag meelopen",
      "ik ga dat opzoeken op de site", "dankjewel, dat helpt echt. fijne avond nog"},
     5,
     "Snel en duidelijk."},
    {"parent",
     "nl-u",
     "computer",
     "Bezorgde mama",
     "slecht_gevoel",
     "f",
     15,
     "Mijn dochter gaat al twee weken niet meer naar school. Wat kan ik doen?",
     {"Goedenavond. Ik zit met mijn handen in het haar.",
      "Mijn dochter van 15 weigert al twee weken om naar school te gaan. 's Ochtends heeft ze buikpijn en huilt ze.",
      "De huisarts vindt niets. Volgens haar is het de stress.",
      "We hebben al gesproken met de school, maar daar zeggen ze dat ze gewoon moet komen.",
      "Ze zit vooral op haar kamer en spreekt weinig. Ik maak mij echt zorgen.",
      "Nee, over zelfdoding heeft ze nooit iets gezegd. Ze zegt wel dat ze moe is van alles.",
      "Dat zou ik fijn vinden, ja. Hoe neem ik dan contact op?", "Dank u wel, dat geeft mij wat moed. Tot ziens."},
     5,
     "Heel menselijk gesprek. Ik weet nu welke stap ik eerst zet."},
    {"pupil",
     "nl",
     "phone",
     "anoniempje",
     "verliefd",
     "x",
     15,
     "",
     {"haii", "ik denk dat ik verliefd ben op mijn beste vriendin 🙈",
      "ik ben zelf ook een meisje ofja ik weet da ni zo goe", "als ik het zeg en ze vind het raar ben ik haar kwijt",
      "nee nog niemand, gij zijt de eerste", "haha ja dat is wel waar", "hoe wist jij dat bij jezelf", "snap ik",
      "thanks he, bye 💛"},
     5,
     ""},
    {"pupil",
     "nl",
     "phone",
     "zwarte kat",
     "slecht_gevoel",
     "f",
     16,
     "Ik voel me al weken leeg",
     {"hoi", "ik voel mij al lang gewoon leeg", "smorgens wil ik ni opstaan en savonds kan ik ni slapen",
      "ik heb nergens nog zin in, ook ni in dansen en da deed ik echt graag",
      "soms denk ik dat het voor iedereen makkelijker zou zijn zonder mij", "nee ik heb geen plan ofzo",
      "mijn oma, die woont dichtbij, daar kan ik wel mee praten", "ik zal haar morgen bellen",
      "en ik zal dat nummer opslaan", "ja het gaat iets beter nu. dankje, slaapwel"},
     4,
     "Ze bleef rustig en stelde goede vragen."},
    {"pupil",
     "nl",
     "tablet",
     "gamer07",
     "school_en_leren",
     "m",
     14,
     "",
     {"yo", "ik krijg mijn planning ni rond, altijd alles op het laatste", "vooral frans en wiskunde",
      "ik begin wel maar dan pak ik mijn gsm en is het ineens 2 uur later",
      "ja da van die 25 minuten heb ik al gehoord ma nog ni geprobeerd", "oke ik ga het deze week testen",
      "thx he, ciao"},
     3,
     ""},
    {"teacher",
     "nl-u",
     "computer",
     "juf An",
     "pesten",
     "unsaid",
     12,
     "Hoe pak ik pesten in mijn zesde leerjaar aan?",
     {"Dag, ik geef les in het zesde leerjaar.",
      "Er is een jongen die al maanden uitgesloten wordt. Op de speelplaats staat hij altijd alleen.",
      "Ik heb er een klasgesprek over gehad, maar daarna werd het eerder erger.",
      "Zijn ouders weten ervan, ja, en zij zijn heel ongerust.",
      "De directie wil een sanctie, ik denk dat dat niet gaat helpen.",
      "Die no-blame-aanpak ken ik enkel van naam. Hebt u daar iets over?",
      "Prima, ik neem morgen contact op met onze CLB-medewerker. Bedankt voor uw tijd, tot ziens."},
     4,
     ""},
    {"pupil",
     "nl",
     "phone",
     "🌻",
     "mijn_lichaam",
     "f",
     13,
     "",
     {"hallo mag ik iets vragen over mijn lichaam", "ik heb mijn maandstonden nog ni en al mijn vriendinnen wel",
      "ik ben 13 en half", "ah oke dus dat is normaal", "ik durfde da ni aan mijn mama vragen",
      "en wat moet ik doen als het op school gebeurt", "goe idee, in mijn boekentas dan", "merci! daaag"},
     5,
     "Ik vond het niet gênant, top!"},
    {"pupil",
     "nl",
     "phone",
     "niemand",
     "vrienden",
     "m",
     15,
     "Ik heb geen vrienden meer sinds ik van school veranderd ben",
     {"dag", "ik ben in september van school veranderd en ik heb nog geen enkele vriend",
      "in de pauze zit ik in de bib of op het toilet", "vroeger had ik er wel, maar die sturen niet meer terug",
      "voetbal vroeger, nu niet meer", "er is een jongen in mijn klas die ook graag tekent denk ik",
      "ik zou hem kunnen vragen of hij mee naar de tekenclub wil op woensdag",
      "oke. bedankt, dat was een goed gesprek. tot later"},
     4,
     ""},
    {"parent",
     "nl-u",
     "phone",
     "papa van twee",
     "thuis",
     "m",
     11,
     "",
     {"Goeiedag, mijn ex en ik zijn gescheiden en ons zoontje wil niet meer naar haar.",
      "Hij is elf. Elke vrijdag is het drama.", "Hij zegt dat haar nieuwe vriend altijd roept.",
      "Nee, slaan doet hij niet, dat heb ik hem gevraagd.", "Met zijn juf kan hij goed praten, ja.",
      "Dat is een goed voorstel. Mag het CLB met hem spreken zonder zijn mama?",
      "Ik begrijp het. Dan bel ik morgen. Bedankt, nog een fijne avond."},
     4,
     "Goed advies, wel lang gewacht."},
    {"pupil",
     "nl",
     "phone",
     "L",
     "iets_anders",
     "unsaid",
     14,
     "",
     {"testje", "nee sorry ik wou gewoon zien of er echt iemand is", "ma ik heb eigenlijk wel iets",
      "mijn opa is vorige week gestorven en iedereen doet alsof het normaal is", "we gingen elke zondag vissen",
      "ja ik mis hem echt 😢", "een brief schrijven... ja misschien wel", "ik ga da doen. merci, slaapwel"},
     5,
     ""},
};

constexpr std::array<std::string_view, 4> kGreetings{
    "Dag, welkom op de chat. Ik neem even tijd voor jou. Vertel maar, wat houdt je bezig?",
    "Hallo, fijn dat je er bent. Waarover wil je het graag hebben?",
    "Welkom! Ik ben er voor je. Neem gerust je tijd om te vertellen wat er is.",
    "Dag, goed dat je de stap zet. Wat wil je graag kwijt?"};
constexpr std::array<std::string_view, 8> kQuestions{"Hoe lang is dat al zo?",
                                                     "Wat maakt het op dit moment het moeilijkst?",
                                                     "Is er iemand in je buurt die dit weet?",
                                                     "Wat heb je zelf al geprobeerd, en wat hielp daarvan een beetje?",
                                                     "Wat zou er anders zijn als het beter ging?",
                                                     "Bij wie voel je je wel op je gemak?",
                                                     "Wat zou een kleine eerste stap kunnen zijn?",
                                                     "Wil je daar wat meer over vertellen?"};
constexpr std::array<std::string_view, 6> kSympathies{
    "Dat klinkt zwaar. Goed dat je het hier zegt.", "Ik begrijp dat je daarvan wakker ligt.",
    "Amai, dat is niet niks om alleen te dragen.",  "Dank je om dat te vertellen, dat vraagt moed.",
    "Het is heel normaal dat je je zo voelt.",      "Ik hoor dat je er al veel over nagedacht hebt."};
constexpr std::array<std::string_view, 3> kClosings{
    "We ronden stilaan af. Wat neem je mee uit dit gesprek?",
    "Ik denk dat je nu een plan hebt. Is er nog iets dat je wilt vragen voor we stoppen?",
    "Mooi dat je dit gaat proberen. Je mag altijd terugkomen op de chat."};
constexpr std::array<std::string_view, 3> kGoodbyes{"Heel veel succes, en zorg goed voor jezelf. Dag!",
                                                    "Dank je voor je vertrouwen. Tot een volgende keer!",
                                                    "Graag gedaan. Het beste nog!"};
constexpr std::array<std::string_view, 2> kStillThere{"Ben je er nog?", "Ik ben er nog. Neem gerust je tijd."};
constexpr std::array<std::string_view, 4> kNotes{
    "Vooral geluisterd, contact met het CLB besproken.", "Wil eerst zelf met een vertrouwenspersoon praten.",
    "Verwezen naar het eigen centrum.", "Rustig afgerond, eerste stap afgesproken."};
constexpr std::array<std::string_view, 8> kGoodbyeWords{"daag",      "doei",      "bye",      "ciao",
                                                        "tot ziens", "tot later", "slaapwel", "fijne avond"};
constexpr std::array<std::string_view, 16> kOperators{"Fien",  "Arne",  "Hanne", "Bram",  "Julie", "Pieter",
                                                      "Elke",  "Stijn", "Marie", "Joris", "Tine",  "Koen",
                                                      "Sofie", "Dries", "Eline", "Tom"};

}  // namespace

std::span<const Person> people() {
  return kPeople;
}

const Answers& answers() {
  static const Answers all{kGreetings, kQuestions, kSympathies, kClosings, kGoodbyes, kStillThere, kNotes};
  return all;
}

std::string_view visitor_is_anybody_there() {
  return "is er nog iemand?";
}

std::string_view visitor_has_to_go() {
  return "sorry ik moet gaan, daag";
}

bool is_goodbye(std::string_view text) {
  const std::string lower = ascii_lower(text);
  return std::ranges::any_of(kGoodbyeWords, [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

std::span<const std::string_view> operator_names() {
  return kOperators;
}

}  // namespace onthaal::app::demo
