#pragma once

#include <array>
#include <string_view>

namespace load {

// As people write in a chat: 60 to 200 characters, ready to stand inside a JSON string.
inline constexpr std::array<std::string_view, 16> kTexts{
    "Hallo, ik weet niet goed hoe ik moet beginnen, maar ik zit al een paar weken met iets in mijn hoofd.",
    "Dag! Fijn dat je ons aanspreekt. Neem gerust je tijd, ik lees mee en ik ben hier voor jou.",
    "Het gaat over school. Ik durf bijna niet meer naar de les omdat ze mij uitlachen als ik iets zeg.",
    "Dat klinkt heel zwaar. Hoe lang is dat al bezig, en is er iemand op school aan wie je het al verteld hebt?",
    "Sinds de herfstvakantie ofzo. Alleen mijn beste vriendin weet het, maar zij zit nu in een andere klas en ik zie "
    "haar bijna nooit meer.",
    "Goed dat je vriendin het weet. Wat zou jij zelf het liefst anders willen, als je één ding mocht kiezen?",
    "Gewoon dat het stopt. En dat ik niet elke zondagavond buikpijn heb als ik aan maandag denk.",
    "Ik begrijp dat die zondagavonden moeilijk zijn. Wil je samen eens kijken wat je deze week al zou kunnen proberen?",
    "Ja, misschien wel. Maar ik wil niet dat mijn ouders het horen, want die gaan direct naar de directeur bellen.",
    "Wat je hier vertelt, blijft tussen ons. Je bent anoniem; jij beslist wat er verder mee gebeurt.",
    "Oké. Er is wel een leerkracht bij wie ik mij op mijn gemak voel, die van Nederlands. Zou ik het haar kunnen "
    "zeggen "
    "zonder dat zij er meteen een hele zaak van maakt?",
    "Dat kan zeker. Je kan haar vragen om eerst alleen te luisteren. Zullen we samen opschrijven hoe je dat zou "
    "zeggen?",
    "Graag, want ik klap altijd dicht als ik het moet uitleggen en dan zeg ik maar dat er niets is.",
    "Bijvoorbeeld: \\\"Mevrouw, ik wil u iets vertellen, maar ik weet nog niet wat ik ermee wil doen. Mag dat?\\\"",
    "Dat vind ik eigenlijk wel een goeie zin. Ik ga het morgen na het vierde uur proberen, denk ik.",
    "Knap van je. En als het morgen niet lukt, is dat ook goed: je mag hier altijd terugkomen, wij zijn er elke "
    "weekdag.",
};

}  // namespace load
