"""The language of a page, as far as the choice of rules needs it."""

from __future__ import annotations

import pytest

from cleaner.language import guess

SENTENCES = {
    "en": "The council said that it would pay for the wall, but it was not clear who would build it for them and when.",
    "de": "Der Rat hat gesagt, dass er für die Mauer zahlen wird, aber es ist nicht klar, wer sie bauen soll und wann.",
    "fr": "Le conseil a dit que la ville va payer pour le mur, mais on ne sait pas qui doit le construire ni dans quel délai.",
    "es": "El consejo dijo que la ciudad va a pagar por el muro, pero no se sabe quién lo va a construir ni en qué plazo.",
    "it": "Il consiglio ha detto che la città pagherà per il muro, ma non si sa chi lo deve costruire e in quale momento.",
    "pt": "O conselho disse que a cidade vai pagar pelo muro, mas não se sabe quem vai fazer a obra nem em que prazo.",
    "nl": "De raad zei dat de stad voor de muur zal betalen, maar het is niet duidelijk wie hem moet bouwen en wanneer.",
    "pl": "Rada powiedziała, że miasto zapłaci za mur, ale nie wiadomo, kto go zbuduje i kiedy to się może stać, jak na razie.",
    "tr": "Belediye bu duvar için para verecek ama kim yapacak ve ne zaman belli değil, çok daha uzun bir süre olarak görülüyor.",
    "is": "Borgin ætlar að borga fyrir vegginn, en það er ekki ljóst hver á að byggja hann og hvenær hann verður til.",
    "ru": "Совет сказал, что город заплатит за стену, но не ясно, кто её построит и когда, так как у него нет на это денег.",
    "uk": "Рада сказала, що місто заплатить за стіну, але не ясно, хто її збудує і коли, бо як і раніше на це у неї немає грошей.",
    "zh": "市议会表示将支付修墙的费用，但目前还不清楚由谁来修建以及何时动工。",
    "ja": "市議会は壁の費用を支払うと述べたが、誰がいつ建設するのかはまだ明らかではない。",
    "ko": "시의회는 벽 비용을 지불하겠다고 밝혔지만 누가 언제 지을지는 아직 분명하지 않다.",
    "ar": "قال المجلس إن المدينة سوف تدفع ثمن الجدار ولكن ليس من الواضح من الذي سيقوم به أو متى في هذا العام أو بعد ذلك.",
    "hi": "परिषद ने कहा कि शहर दीवार के लिए पैसा देगा लेकिन यह साफ नहीं है कि इसे कौन और कब बनाएगा।",
}  # fmt: skip


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    assert guess(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "Kim Jong Un", "12 34 56", "AFP / Reuters"])
def test_no_answer_is_better_than_a_guess(text: str) -> None:
    assert guess(text) is None
