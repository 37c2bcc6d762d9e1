package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.Inventory;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningCodecTest {
    @Test
    void whatRunsTravels() {
        assertThat(read(golden()).facts().running()).contains(Samples.running());
    }

    @Test
    void anAgentThatDoesNotTellNamesItsInventoryAsEver() {
        assertThat(InventoryCodec.digest(Samples.inventory()).hex())
                .isEqualTo(new String(Golden.read("inventory.digest"), StandardCharsets.US_ASCII).strip());
        assertThat(read(new String(Golden.read("inventory.json"), StandardCharsets.UTF_8))
                        .facts()
                        .running())
                .isEmpty();
    }

    @Test
    void otherNumbersOfProcessesAreNoChange() {
        Running more = new Running(
                KernelState.OUTDATED,
                List.of(
                        new StaleService("ssh.service", List.of("libcrypto.so.3", "sshd"), 40),
                        new StaleService("bash", List.of("libc.so.6"), 2)),
                8);
        assertThat(digest(more)).isEqualTo(digest(Samples.running()));
    }

    @Test
    void whatCountsIsAChange() {
        Running one = Samples.running();
        assertThat(List.of(
                        new Running(KernelState.CURRENT, one.restart(), 7),
                        new Running(KernelState.OUTDATED, one.restart(), 0),
                        new Running(KernelState.OUTDATED, one.restart().subList(0, 1), 7)))
                .allSatisfy(other -> assertThat(digest(other)).isNotEqualTo(digest(one)));
    }

    @Test
    void aStateThatANewerAgentKnowsIsUnknown() {
        Inventory read = read(golden().replace("OUTDATED", "LIVE_PATCHED"));
        assertThat(read.facts().running().orElseThrow().kernel()).isEqualTo(KernelState.UNKNOWN);
        assertThat(read.facts().running().orElseThrow().restart()).hasSize(2);
    }

    @Test
    void moreThanThereMayBeIsRefused() {
        assertRefused(golden().replace("\"unseen\":7", "\"unseen\":-1"));
        assertRefused(golden().replace("\"processes\":3", "\"processes\":0"));
        assertRefused(golden().replace("\"sshd\"", "\"a\",\"b\",\"c\",\"d\",\"e\""));
        assertRefused(golden().replace("ssh.service", "s".repeat(101)));
        String service = "{\"service\":\"x\",\"files\":[],\"processes\":1},";
        assertRefused(golden().replace("\"restart\":[", "\"restart\":[" + service.repeat(199)));
        String long5 = ("\"" + "f".repeat(100) + "\",").repeat(4) + "\"" + "f".repeat(100) + "\"";
        String big = "{\"service\":\"x\",\"files\":[" + long5 + "],\"processes\":1},";
        assertRefused(golden().replace("\"restart\":[", "\"restart\":[" + big.repeat(40)));
    }

    private static void assertRefused(String json) {
        assertThat(json).isNotEqualTo(golden());
        assertThatThrownBy(() -> decode(json)).isInstanceOf(MalformedMessageException.class);
    }

    private static Object digest(Running running) {
        return InventoryCodec.digest(Samples.running(running));
    }

    private static Inventory read(String json) {
        return decode(json).resolve(Optional.empty());
    }

    private static InventoryMessage decode(String json) {
        return InventoryMessage.decode(WireFormatTest.zip(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String golden() {
        return new String(Golden.read("inventory-running.json"), StandardCharsets.UTF_8);
    }
}
