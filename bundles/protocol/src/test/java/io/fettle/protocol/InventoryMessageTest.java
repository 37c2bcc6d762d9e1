package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.Want;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryMessageTest {
    @Test
    void theDigestIsTheSameWhateverOrderAndWheneverSimulated() {
        Inventory one = Samples.inventory();
        List<InstalledPackage> turned = new ArrayList<>(one.packages());
        Collections.reverse(turned);
        Simulation later = one.simulation()
                .map(s -> new Simulation(s.at().plusSeconds(9), s.basis(), s.changes(), s.keptBack()))
                .orElseThrow();
        Inventory other = new Inventory(one.facts(), one.setup(), turned, Optional.of(later));
        assertThat(InventoryCodec.digest(other)).isEqualTo(InventoryCodec.digest(one));
        // Computers and servers of different releases compare this value: it must not move.
        assertThat(InventoryCodec.digest(one).hex())
                .isEqualTo(new String(Golden.read("inventory.digest"), java.nio.charset.StandardCharsets.US_ASCII)
                        .strip());
    }

    @Test
    void wantsTravelAndAServerThatDropsThemComesToTheSameDigest() {
        Inventory sent = Samples.wants();
        byte[] message = InventoryMessage.whole(sent).encode();
        assertThat(InventoryMessage.decode(message).resolve(Optional.empty()).packages())
                .isEqualTo(sent.packages());
        List<InstalledPackage> asBefore = sent.packages().stream()
                .map(p -> new InstalledPackage(p.item(), p.held()))
                .toList();
        Inventory dropped = new Inventory(sent.facts(), sent.setup(), asBefore, sent.simulation());
        assertThat(InventoryCodec.digest(dropped)).isEqualTo(InventoryCodec.digest(sent));
    }

    @Test
    void aWantThatANewerAgentKnowsIsUnknown() {
        String json = new String(Golden.read("inventory-wants.json"), java.nio.charset.StandardCharsets.UTF_8)
                .replace("PURGE", "KEEP_FOR_LATER");
        byte[] message = WireFormatTest.zip(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(InventoryMessage.decode(message).resolve(Optional.empty()).packages())
                .extracting(InstalledPackage::want)
                .containsExactly(Want.INSTALL, Want.HOLD, Want.DEINSTALL, Want.UNKNOWN, Want.UNKNOWN);
    }

    @Test
    void whatPackagesSayOfOthersTravels() {
        byte[] message = InventoryMessage.whole(Samples.relations()).encode();
        assertThat(InventoryMessage.decode(message).resolve(Optional.empty())).isEqualTo(Samples.relations());
    }

    @Test
    void anAgentThatDoesNotTellLeavesItUnknown() {
        assertThat(InventoryMessage.decode(WireFormatTest.zip(Golden.read("inventory.json")))
                        .inventory()
                        .packages())
                .allMatch(p -> p.item().relations().equals(Relations.UNKNOWN));
    }

    /** As one of before, for which the word is any other. */
    @Test
    void aServerThatDoesNotKnowTheWordTakesTheRest() {
        String json = new String(Golden.read("inventory-relations.json"), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"relations\"", "\"sayings\"");
        InventoryMessage message =
                InventoryMessage.decode(WireFormatTest.zip(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(message.resolve(Optional.empty()).packages())
                .extracting(p -> p.item().name(), p -> p.item().relations())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("postfix", Relations.UNKNOWN),
                        org.assertj.core.groups.Tuple.tuple("nothing", Relations.UNKNOWN),
                        org.assertj.core.groups.Tuple.tuple("untold", Relations.UNKNOWN));
    }

    @Test
    void changesResolveToTheWhole() {
        Inventory now = Samples.inventory();
        Inventory before =
                new Inventory(now.facts(), now.setup(), now.packages().subList(0, 1), Optional.empty());
        InventoryMessage sent =
                InventoryMessage.decode(InventoryMessage.changes(before, now).encode());
        assertThat(InventoryCodec.digest(sent.resolve(Optional.of(named(before)))))
                .isEqualTo(InventoryCodec.digest(now));
    }

    @Test
    void changesToSomethingElseAreRefused() {
        Inventory now = Samples.inventory();
        Inventory before =
                new Inventory(now.facts(), now.setup(), now.packages().subList(0, 1), Optional.empty());
        Inventory wrong = new Inventory(now.facts(), now.setup(), List.of(), Optional.empty());
        InventoryMessage changes = InventoryMessage.changes(before, now);
        assertThatThrownBy(() -> changes.resolve(Optional.of(named(wrong))))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> changes.resolve(Optional.empty())).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aComputerWithDnfComesBackAsItWas() {
        Inventory sent = Samples.rpm();
        byte[] message = InventoryMessage.whole(sent).encode();
        assertThat(InventoryMessage.decode(message).resolve(Optional.empty())).isEqualTo(sent);
    }

    @Test
    void locksThatAreNotKnownComeBackAsNotKnown() {
        assertComesBack(dnf(List.of(), false));
    }

    @Test
    void aLockForEachPackageComesBack() {
        assertComesBack(dnf(Collections.nCopies(RpmSetup.MAX_LOCKS, "x".repeat(RpmSetup.MAX_PATTERN)), true));
    }

    private static void assertComesBack(RpmSetup setup) {
        Inventory like = Samples.rpm();
        Inventory sent = new Inventory(like.facts(), Optional.of(setup), like.packages(), like.simulation());
        byte[] message = InventoryMessage.whole(sent).encode();
        assertThat(InventoryMessage.decode(message).resolve(Optional.empty())).isEqualTo(sent);
    }

    private static RpmSetup dnf(List<String> locks, boolean known) {
        return new RpmSetup("x86_64", List.of(), List.of(), List.of(), locks, List.of(), true, known);
    }

    @Test
    void versionsSideBySideComeAndGoTogether() {
        Inventory two = Samples.rpm();
        Inventory three = with(two, "5.14.0-70.el9", "5.14.0-284.el9", "5.14.0-427.el9");
        Inventory newest = with(two, "5.14.0-427.el9");
        Inventory none = with(two);
        assertThat(delta(two, three).packages()).hasSize(4);
        assertThat(delta(three, newest).packages()).hasSize(2);
        assertThat(delta(newest, three).packages()).hasSize(4);
        assertThat(delta(three, none).packages()).hasSize(1);
    }

    private static Inventory with(Inventory like, String... kernels) {
        List<InstalledPackage> packages = new ArrayList<>(like.packages());
        packages.removeIf(p -> p.item().name().equals("kernel-core"));
        for (String version : kernels) {
            packages.add(Samples.kernel(version));
        }
        return new Inventory(like.facts(), like.setup(), packages, like.simulation());
    }

    private static Inventory delta(Inventory before, Inventory now) {
        InventoryMessage sent =
                InventoryMessage.decode(InventoryMessage.changes(before, now).encode());
        return sent.resolve(Optional.of(named(before)));
    }

    /** As a server reads it that has not heard of dnf: it understands the rest, and knows that this is not the whole. */
    @Test
    void aSetupOfAnUnknownKindIsSkipped() {
        String json = new String(Golden.read("inventory-rpm.json"), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"rpm\":{", "\"portage\":{");
        InventoryMessage read =
                InventoryMessage.decode(WireFormatTest.zip(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(read.inventory().setup()).isEmpty();
        assertThat(read.understood()).isFalse();
        assertThat(read.resolve(Optional.empty()).packages()).hasSize(3);
    }

    @Test
    void aBombIsRefused() {
        byte[] bomb = WireFormatTest.zip(new byte[33 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> InventoryMessage.decode(bomb)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @Fuzzes(InventoryCodec.class)
    void damagedGzipIsAMalformedMessage() {
        Fuzz.of("packed inventory", InventoryMessage.whole(Samples.inventory()).encode())
                .declares(MalformedMessageException.class)
                .check(InventoryMessage::decode);
    }

    private static InventoryMessage.Named named(Inventory inventory) {
        return new InventoryMessage.Named(InventoryCodec.digest(inventory), inventory);
    }
}
