package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Reason;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Answer.Spooled;
import io.fettle.api.exchange.Conversation;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final List<byte[]> ENVELOPES = List.of(new byte[] {1, 2, 3}, new byte[0]);
    private static final List<Answer> ANSWERS = List.of(
            new Replied(new byte[] {9, 8}), new Spooled(30), new Refused(Reason.of("envelope.expired", "a", "b")));

    @Test
    void framesLookAsTheyAlwaysDid() {
        Golden.check("envelopes.frames.hex", hex(Frames.envelopes(ENVELOPES)));
        Golden.check("answers.frames.hex", hex(Frames.answers(ANSWERS)));
    }

    @Test
    void framesAreReadCompletely() {
        List<byte[]> envelopes = Frames.readEnvelopes(bytes("envelopes.frames.hex"));
        assertThat(Frames.envelopes(envelopes)).isEqualTo(bytes("envelopes.frames.hex"));
        List<Answer> answers = Frames.readAnswers(bytes("answers.frames.hex"));
        assertThat(answers.get(1)).isEqualTo(ANSWERS.get(1));
        assertThat(answers.get(2)).isEqualTo(ANSWERS.get(2));
        assertThat(Frames.answers(answers)).isEqualTo(bytes("answers.frames.hex"));
    }

    @Test
    void oneWayIsNotTheOther() {
        assertThatThrownBy(() -> Frames.readAnswers(bytes("envelopes.frames.hex")))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Frames.readEnvelopes(bytes("answers.frames.hex")))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void moreFramesThanACallMayHaveAreRefused() {
        byte[] most = Frames.envelopes(Collections.nCopies(Conversation.MAX_ENVELOPES, new byte[1]));
        assertThat(Frames.readEnvelopes(most)).hasSize(Conversation.MAX_ENVELOPES);
        byte[] more = Frames.envelopes(Collections.nCopies(Conversation.MAX_ENVELOPES + 1, new byte[1]));
        assertThatThrownBy(() -> Frames.readEnvelopes(more)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @Fuzzes(Frames.class)
    void damageIsAMalformedMessageAndNothingElse() {
        Fuzz.of("frames of envelopes", bytes("envelopes.frames.hex"))
                .declares(MalformedMessageException.class)
                .check(Frames::readEnvelopes);
        Fuzz.of("frames of answers", bytes("answers.frames.hex"))
                .declares(MalformedMessageException.class)
                .check(Frames::readAnswers);
    }

    private static byte[] hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String file) {
        return HexFormat.of().parseHex(new String(Golden.read(file), StandardCharsets.US_ASCII).strip());
    }
}
