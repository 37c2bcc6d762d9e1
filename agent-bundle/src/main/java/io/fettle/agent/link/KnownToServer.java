package io.fettle.agent.link;

import io.fettle.api.Digest;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What server and computer know of each other, on disk: the inventory that was acknowledged last, and the suites that the
 * server told last. Damaged files count as missing, since both sides can say it again. Not thread-safe.
 */
final class KnownToServer {
    private static final Logger LOG = LoggerFactory.getLogger(KnownToServer.class);
    private static final String INVENTORY = "inventory.acknowledged";
    private static final String SUITES = "suites.reply";

    private final PrivateDirectory files;
    private @Nullable InventoryMessage inventory;
    private @Nullable Reply suites;

    KnownToServer(PrivateDirectory files) {
        this.files = files;
        this.inventory = read(INVENTORY, InventoryMessage::decode);
        this.suites = read(SUITES, Reply::decode);
    }

    Optional<Inventory> inventory() {
        return Optional.ofNullable(inventory).map(InventoryMessage::inventory);
    }

    Optional<Digest> inventoryDigest() {
        return Optional.ofNullable(inventory).map(InventoryMessage::digest);
    }

    void acknowledged(Inventory sent) {
        InventoryMessage whole = InventoryMessage.whole(sent);
        files.write(INVENTORY, whole.encode());
        inventory = whole;
    }

    void forgetInventory() {
        files.delete(INVENTORY);
        inventory = null;
    }

    List<MirroredSuite> suites() {
        return Optional.ofNullable(suites).flatMap(Reply::suites).orElse(List.of());
    }

    Optional<Digest> suitesDigest() {
        return Optional.ofNullable(suites).flatMap(Reply::suitesDigest);
    }

    void learned(List<MirroredSuite> told) {
        Reply kept = new Reply(
                Digest.of(new byte[0]),
                Instant.EPOCH,
                0,
                InventoryWish.NONE,
                List.of(),
                Optional.of(told),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty());
        files.write(SUITES, kept.encode());
        suites = kept;
    }

    private <T> @Nullable T read(String name, java.util.function.Function<byte[], T> decode) {
        try {
            return files.read(name, Envelope.MAX_PAYLOAD).map(decode).orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("{} is damaged and will be asked for again", files.file(name), e);
            return null;
        }
    }
}
