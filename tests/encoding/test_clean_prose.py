"""Prose in many languages, written for this test, comes through untouched."""

from __future__ import annotations

import pytest

from cleaner.encoding import repair

PROSE = {
    "Afrikaans": "Die môre was koel; sy het ’n brief geskryf en ’n koppie tee gedrink. Hoë berge lê oos.",
    "Albanian": "Mëngjesi ishte i freskët dhe fëmijët shkuan në shkollë; çdo gjë dukej e qetë.",
    "Azerbaijani": "Səhər şəhərdə yağış yağdı, uşaqlar isə evdə qalıb kitab oxudular.",
    "Basque": "Goizean euria egin zuen, eta haurrak etxean geratu ziren; “lasai,” esan zuen amak.",
    "Catalan": "L’alcaldessa va dir que l’obra s’acabaria aviat; «ja era hora», van respondre els veïns.",
    "Croatian": "Jučer je u gradu padala kiša, a đaci su čekali autobus; »kasni«, rekao je vozač.",
    "Czech": "Přišel pozdě, řekl „promiňte“ a posadil se k oknu, odkud bylo vidět nádraží.",
    "Danish": "Børnene løb ned til åen, og der sad en gammel mand og fiskede; ”ingen fisk”, sagde han.",
    "Dutch": "’s Ochtends één kop koffie, zei ze, en daarna ging zij naar ’t werk; reünie inbegrepen.",
    "English": "She’d said “never again” — twice, in fact — but the café’s owner wasn’t so sure…",
    "Esperanto": "Ĝis revido, diris ŝi, kaj ĉiuj ĵetis florojn al la ĥoro; poste venis aŭtuno.",
    "Estonian": "Õhtul tuli külla vanaema ja küpsetas lastele õunakooki; „väga hea“, ütlesid nad.",
    "Faroese": "Tað var gott veður í gjár, og børnini vóru úti at spæla við áina.",
    "Finnish": "Äiti sanoi: ”Älä myöhästy!” Öinen myrsky oli kaatanut puita tielle.",
    "French": "« Où étiez-vous ? » demanda l’hôte. À Noël, l’âne mâchait du foin ; c’était l’été là-bas.",
    "Galician": "Non había ninguén na praia; a nena preguntou: «Onde están os paxaros?»",
    "German": "„Größer geht’s nicht“, sagte er. Übrigens: Öl, Äpfel und Süßes gibt’s am Stand – täglich.",
    "Greek": "Χθες το βράδυ έβρεξε πολύ και οι δρόμοι γέμισαν νερά· «επιτέλους», είπε η γιαγιά.",
    "Hungarian": "A fiú őszintén örült: „Végre itt a hűvös ősz!” – mondta, és fölült a vonatra.",
    "Icelandic": "Þegar ég kom heim var köttinn hvergi að sjá; „hún er úti,“ sagði systir mín.",
    "Indonesian": "Pagi ini hujan turun deras, dan anak-anak tetap pergi ke sekolah dengan gembira.",
    "Irish": "Bhí sé ag cur báistí inné, ach chuaigh na páistí amach ag súgradh cois farraige.",
    "Italian": "Perché no? L’università è là, disse; «già», rispose lui, e se ne andò più tardi.",
    "Kazakh": "Бүгін таңертең қалада жаңбыр жауды, балалар үйде отырып кітап оқыды.",
    "Latvian": "Šodien līst, un bērni sēž mājās; “būs labi,” teica vecmāmiņa un cepa pīrāgus.",
    "Lithuanian": "Šiandien lyja, o vaikai sėdi namuose; „viskas gerai“, sakė močiutė ir kepė pyragą.",
    "Maltese": "Illum ġurnata sabiħa; it-tfal ħarġu jilagħbu u ż-żgħir għajjat.",
    "Norwegian": "Hun sa at båten kom på lørdag; «kanskje», svarte han og så utover sjøen. Æsj, så kaldt!",
    "Polish": "Wczoraj było zimno; „załóż szalik” – powiedziała babcia, więc źrebię się śmiało.",
    "Portuguese": "Às três da manhã, João não sabia se havia água; «não há», disse a mãe. Avó à janela.",
    "Romanian": "Când s-a întors, câinele îl aștepta; „ce faci, măi?”, a întrebat bătrânul.",
    "Russian": "Утром шёл дождь, и дети остались дома; «ничего», — сказала бабушка и испекла пирог.",
    "Serbian": "Јуче је падала киша, а деца су остала код куће; „нема везе“, рекла је бака.",
    "Slovak": "Včera pršalo a deti zostali doma; „nevadí“, povedala babka, ľahla si a čítala vŕbe.",
    "Slovenian": "Včeraj je deževalo in otroci so ostali doma; »nič hudega,« je rekla babica.",
    "Spanish": "¿Dónde está el niño? —preguntó ella—. ¡Aquí!, contestó él; ya eran las diez y pingüino.",
    "Swahili": "Leo asubuhi mvua ilinyesha, na watoto walibaki nyumbani wakisoma vitabu.",
    "Swedish": "I går regnade det; ”det gör inget”, sade mormor. Åskan gick över Öland. Är du där?",
    "Turkish": "Dün yağmur yağdı, çocuklar evde kaldı; “önemli değil,” dedi büyükanne ve ığdır böreği yaptı.",
    "Ukrainian": "Учора йшов дощ, і діти лишилися вдома; «нічого», — сказала бабуся й спекла пиріг.",
    "Vietnamese": "Hôm qua trời mưa, bọn trẻ ở nhà; “không sao đâu,” bà nói. Âm nhạc vang lên trên tầng hai.",
    "Welsh": "Roedd hi’n bwrw glaw ddoe; “dim ots,” meddai’r fam, a gwnaeth gawl. Tŷ, dŵr, gŵyl.",
    "Chinese": "昨天下雨，孩子们都待在家里。“没关系，”奶奶说，她给大家做了饺子。",
    "Chinese, traditional": "昨天下雨，孩子們都待在家裡。「沒關係，」奶奶說，她給大家做了餃子。",
    "Japanese": "昨日は雨だったので、子どもたちは家にいた。「大丈夫」と祖母は言った。",
    "Korean": "어제는 비가 와서 아이들이 집에 있었다. “괜찮다”고 할머니가 말했다.",
    "Thai": "เมื่อวานฝนตก เด็ก ๆ จึงอยู่บ้าน “ไม่เป็นไร” คุณยายพูดแล้วทำขนม",
    "Hindi": "कल बारिश हुई, इसलिए बच्चे घर पर रहे। “कोई बात नहीं,” दादी ने कहा।",
    "Hebrew": "אתמול ירד גשם והילדים נשארו בבית. „לא נורא”, אמרה סבתא ואפתה עוגה.",
    "Arabic": "هطل المطر أمس فبقي الأطفال في البيت. «لا بأس»، قالت الجدة.",
    "Persian": "دیروز باران بارید و بچه‌ها در خانه ماندند. «عیبی ندارد»، مادربزرگ گفت.",
    "Georgian": "გუშინ წვიმდა და ბავშვები სახლში დარჩნენ.",
    "Armenian": "Երեկ անձրև էր, և երեխաները մնացին տանը։",
    "Amharic": "ትናንት ዝናብ ነበር ልጆቹም ቤት ቆዩ።",
    "Khmer": "ម្សិលមិញ\u200bភ្លៀង\u200bធ្លាក់ ក្មេងៗ\u200bនៅ\u200bផ្ទះ។",
}


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_untouched(language: str) -> None:
    mended = repair(PROSE[language])
    assert mended.text == PROSE[language]
    assert mended.flags == frozenset()


@pytest.mark.parametrize("language", PROSE)
def test_prose_in_capitals_is_untouched(language: str) -> None:
    text = PROSE[language].upper()
    assert repair(text).text == text


@pytest.mark.parametrize("language", PROSE)
def test_single_sentences_are_untouched(language: str) -> None:
    for word in PROSE[language].split():
        assert repair(word).text == word
