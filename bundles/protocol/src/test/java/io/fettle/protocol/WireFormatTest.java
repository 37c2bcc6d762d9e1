package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each message looks like, what of a newer or older one is understood, and what is refused. */
class WireFormatTest {
    private static final String UNKNOWN =
            "\"addedLater\":{\"deep\":[1,-2.5e3,true,null,{\"x\":\"y\"}],\"text\":\"\\u00fc\"},";

    /**
     * @param encoded the JSON
     * @param again what comes out when such JSON is read and written again
     */
    record Message(String file, byte[] encoded, Function<byte[], byte[]> again) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Message> messages() {
        return Stream.of(
                new Message("check-in.json", Samples.checkIn().encode(), b -> CheckIn.decode(b)
                        .encode()),
                new Message("reply.json", Samples.reply().encode(), b -> Reply.decode(b)
                        .encode()),
                new Message("order-rpm.json", Samples.rpmOrder().encode(), b -> Order.decode(b)
                        .encode()),
                new Message("order.json", Samples.order().encode(), b -> Order.decode(b)
                        .encode()),
                new Message(
                        "report.json",
                        ReportCodec.encode(Samples.report()),
                        b -> ReportCodec.encode(ReportCodec.decode(b))),
                new Message(
                        "refusal.json",
                        ReportCodec.encode(Samples.refusal()),
                        b -> ReportCodec.encode(ReportCodec.decode(b))),
                new Message(
                        "inventory.json",
                        unzip(InventoryMessage.whole(Samples.inventory()).encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message(
                        "inventory-changes.json",
                        unzip(Samples.changes().encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message(
                        "inventory-wants.json",
                        unzip(InventoryMessage.whole(Samples.wants()).encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message(
                        "inventory-relations.json",
                        unzip(InventoryMessage.whole(Samples.relations()).encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message(
                        "inventory-rpm.json",
                        unzip(InventoryMessage.whole(Samples.rpm()).encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message(
                        "inventory-running.json",
                        unzip(InventoryMessage.whole(Samples.running(Samples.running()))
                                .encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message(
                        "inventory-support-end.json",
                        unzip(InventoryMessage.whole(Samples.supportedUntil(LocalDate.parse("2029-06-30")))
                                .encode()),
                        b -> unzip(InventoryMessage.decode(zip(b)).encode())),
                new Message("enrol-request.json", Samples.enrolRequest().encode(), b -> EnrolRequest.decode(b)
                        .encode()),
                new Message("enrol-reply.json", Samples.enrolReply().encode(), b -> EnrolReply.decode(b)
                        .encode()),
                new Message("wakes.json", Wire.wakes(List.of("c-1", "c-2")), b -> Wire.wakes(Wire.readWakes(b))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void looksAsItAlwaysDid(Message message) {
        Golden.check(message.file(), message.encoded());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadCompletely(Message message) {
        byte[] golden = Golden.read(message.file());
        assertThat(message.again().apply(golden)).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void namesThatWereAddedLaterAreIgnoredEverywhere(Message message) {
        String golden = new String(Golden.read(message.file()), StandardCharsets.UTF_8);
        String newer = golden.replace("{\"", "{" + UNKNOWN + "\"");
        // Parameters of reasons are free: there every name is known.
        newer = newer.replace("\"parameters\":{" + UNKNOWN, "\"parameters\":{");
        assertThat(newer).isNotEqualTo(golden);
        assertThat(message.again().apply(newer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(golden.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void namesOfTypesAreRefusedEverywhere(Message message) {
        String golden = new String(Golden.read(message.file()), StandardCharsets.UTF_8);
        for (String tag : List.of("@type", "@class", "$type", "class", "__class__")) {
            for (int at = golden.indexOf("{\""); at >= 0; at = golden.indexOf("{\"", at + 1)) {
                String bad = golden.substring(0, at + 1) + "\"" + tag + "\":\"java.lang.Runtime\","
                        + golden.substring(at + 1);
                assertThatThrownBy(() -> message.again().apply(bad.getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2029-06-31", "0001-01-01", "+999999999-12-31"})
    void aLastDayOfSupportThatIsNoneIsRefused(String text) {
        String golden = new String(Golden.read("inventory-support-end.json"), StandardCharsets.UTF_8);
        String odd = golden.replace("2029-06-30", text);
        assertThatThrownBy(() -> InventoryMessage.decode(zip(odd.getBytes(StandardCharsets.UTF_8)))
                        .resolve(Optional.empty()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsNotOneWholeObjectIsRefused(Message message) {
        byte[] golden = Golden.read(message.file());
        String text = new String(golden, StandardCharsets.UTF_8);
        String deep = "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
        for (String bad : List.of("", "null", "[]", "1", text + "{}", text + " x", deep, text.substring(1))) {
            assertThatThrownBy(() -> message.again().apply(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad.length() > 50 ? bad.substring(0, 50) : bad)
                    .isInstanceOf(MalformedMessageException.class);
        }
        String name = text.substring(2, text.indexOf('"', 2));
        String twice = "{\"" + name + "\":" + "\"x\"," + text.substring(1);
        assertThatThrownBy(() -> message.again().apply(twice.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @MethodSource("messages")
    @Fuzzes({
        CheckIn.class,
        Reply.class,
        Order.class,
        ReportCodec.class,
        InventoryCodec.class,
        FactsCodec.class,
        AptSetupCodec.class,
        RpmSetupCodec.class,
        PackageCodec.class,
        SimulationCodec.class,
        SuiteCodec.class,
        RunningCodec.class,
        RelationsCodec.class,
        ReplacedCodec.class,
        EnrolRequest.class,
        EnrolReply.class,
        Wire.class,
        JsonIn.class
    })
    void damageIsAMalformedMessageAndNothingElse(Message message) {
        Fuzz.of(message.file(), Golden.read(message.file()))
                .declares(MalformedMessageException.class)
                .check(input -> message.again().apply(input));
    }

    static byte[] zip(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzip(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
