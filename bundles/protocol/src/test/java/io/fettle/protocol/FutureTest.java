package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Answer.Spooled;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Want;
import io.fettle.protocol.InventoryMessage.Named;
import io.fettle.protocol.Reply.InventoryWish;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages of a release to come, in both directions: with names and words that are not known here. What they say that is
 * known counts; what they say that is not is never guessed at.
 */
class FutureTest {
    @Test
    void inventoryWithUnknownWordsIsTakenUnderItsOwnName() {
        InventoryMessage message = inventory("inventory.json");
        assertThat(message.understood()).isFalse();
        Inventory taken = message.resolve(Optional.empty());
        assertThat(taken.facts().level()).as("the lowest right").isEqualTo(Level.L0);
        assertThat(taken.facts().agentVersion()).isEqualTo("2.7.0");
        assertThat(taken.packages())
                .extracting(p -> p.item().multiArch(), InstalledPackage::want)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MultiArch.NO, Want.INSTALL),
                        org.assertj.core.groups.Tuple.tuple(MultiArch.NO, Want.UNKNOWN));
        assertThat(taken.apt().orElseThrow().pins()).hasSize(2);
    }

    @Test
    void changesAreBuiltOnWhatTheyName() {
        InventoryMessage whole = inventory("inventory.json");
        Named here = new Named(whole.digest(), whole.resolve(Optional.empty()));
        InventoryMessage changes = inventory("inventory-changes.json");
        assertThat(changes.resolve(Optional.of(here)).packages())
                .extracting(p -> p.item().name())
                .containsExactlyInAnyOrder("libssl3", "curl");
        Named other = new Named(Samples.digest(1), here.inventory());
        assertThatThrownBy(() -> changes.resolve(Optional.of(other))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> changes.resolve(Optional.empty())).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void changesThatAreUnderstoodBuildOnWhatWasNot() {
        InventoryMessage whole = inventory("inventory.json");
        Inventory here = whole.resolve(Optional.empty());
        InventoryMessage changes = new InventoryMessage(
                Samples.digest(5), Optional.of(whole.digest()), Samples.inventory(), List.of(), true);
        assertThat(changes.resolve(Optional.of(new Named(whole.digest(), here))).packages())
                .hasSize(2);
    }

    @Test
    void whatIsUnderstoodCompletelyIsHeldAgainstItsDigest() {
        InventoryMessage lying =
                new InventoryMessage(Samples.digest(1), Optional.empty(), Samples.inventory(), List.of(), true);
        assertThatThrownBy(() -> lying.resolve(Optional.empty())).isInstanceOf(MalformedMessageException.class);
        Digest here = InventoryCodec.digest(Samples.inventory());
        InventoryMessage lyingChanges =
                new InventoryMessage(Samples.digest(1), Optional.of(here), Samples.inventory(), List.of(), true);
        assertThatThrownBy(() -> lyingChanges.resolve(Optional.of(new Named(here, Samples.inventory()))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void reportOfAnUnknownStateIsReadWithoutAState() {
        TaskReport report = ReportCodec.decode(read("report.json"));
        assertThat(report.state()).isEmpty();
        assertThat(report.taskId()).isEqualTo("t-1");
        assertThat(report.reasons()).hasSize(4).endsWith(Reason.of("report.not_understood", "state", "ROLLED_BACK"));
    }

    @Test
    void replyWithAnUnknownWishWantsNothingThatIsKnown() {
        Reply reply = Reply.decode(read("reply.json"));
        assertThat(reply.inventory()).isEqualTo(InventoryWish.UNKNOWN);
        assertThat(reply.orders()).hasSize(1);
        assertThat(reply.suites()).isEqualTo(Samples.reply().suites());
        assertThat(reply.network().orElseThrow().addresses()).containsExactly("server.example.org:8383");
        assertThat(reply.refusal().orElseThrow().code()).isEqualTo("inventory.new_word");
    }

    @Test
    void orderWithAdditionsIsTheSameOrder() {
        assertThat(Order.decode(read("order.json"))).isEqualTo(Samples.order());
    }

    @Test
    void orderOfAnUnknownKindIsNotUnderstoodWhateverItsStepsLookLike() {
        assertThatThrownBy(() -> Order.decode(read("order-remove.json")))
                .isInstanceOfSatisfying(NotUnderstoodException.class, e -> {
                    assertThat(e.code()).isEqualTo(ProtocolError.NOT_UNDERSTOOD);
                    assertThat(e.word()).isEqualTo("remove");
                    assertThat(e.task()).isEqualTo("t-1");
                    assertThat(e).hasMessageContaining("upgrade");
                });
    }

    @Test
    void checkInAndEnrolmentAreReadAsFarAsTheyAreKnown() {
        CheckIn checkIn = CheckIn.decode(read("check-in.json"));
        assertThat(checkIn.agentVersion()).isEqualTo("2.7.0");
        assertThat(checkIn.orderSequence()).isEqualTo(41);
        assertThat(EnrolReply.decode(read("enrol-reply.json")).id()).isEqualTo("c-1");
        assertThat(EnrolRequest.decode(read("enrol-request.json")).proof())
                .as("the proof does not cover what was added")
                .isEqualTo(Samples.enrolRequest().proof());
    }

    @Test
    void answerOfAnUnknownTypeIsNoAnswerAndSpoilsNoOther() {
        List<Answer> answers = Frames.readAnswers(
                HexFormat.of().parseHex(new String(read("answers.frames.hex"), StandardCharsets.US_ASCII)));
        assertThat(answers.get(0)).isInstanceOf(Replied.class);
        assertThat(answers.get(1)).isEqualTo(new Refused(Reason.of("answer.not_understood", "type", "9")));
        assertThat(answers.get(2)).isEqualTo(new Spooled(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 18, 255})
    void envelopeOfAnUnknownKindIsNotUnderstood(int kind) {
        assertNotUnderstood(5, kind, Integer.toString(kind));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 127})
    void envelopeOfAnotherVersionIsNotUnderstood(int version) {
        assertNotUnderstood(4, version, Integer.toString(version));
    }

    @Test
    void wordsAreBoundedEvenWhereTheyAreUnknown() {
        String endless =
                new String(Golden.read("report.json"), StandardCharsets.UTF_8).replace("FAILED", "F".repeat(41));
        assertThatThrownBy(() -> ReportCodec.decode(endless.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessageException.class)
                .isNotInstanceOf(NotUnderstoodException.class);
    }

    private static void assertNotUnderstood(int at, int value, String word) {
        Header header = new Header(
                MessageKind.CHECK_IN, Golden.signer().keyId(), Optional.empty(), 3, 42, Samples.AT, Samples.AT);
        byte[] bytes = Envelope.seal(header, new byte[3], Golden.signer()).bytes();
        byte[] newer = Arrays.copyOf(bytes, bytes.length);
        newer[at] = (byte) value;
        assertThatThrownBy(() -> Envelope.parse(newer))
                .isInstanceOfSatisfying(
                        NotUnderstoodException.class, e -> assertThat(e.word()).isEqualTo(word));
    }

    private static InventoryMessage inventory(String file) {
        return InventoryMessage.decode(WireFormatTest.zip(read(file)));
    }

    private static byte[] read(String file) {
        return Golden.read("future/" + file);
    }
}
