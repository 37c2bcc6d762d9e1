package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.link.Contents.Progress;
import io.fettle.api.Digest;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerAddress;
import io.fettle.member.Transport;
import io.fettle.member.UnexpectedStatusException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    private static final byte[] CONTENT = new byte[300_000];
    private static final Digest DIGEST;

    static {
        Arrays.fill(CONTENT, (byte) 7);
        DIGEST = Digest.of(CONTENT);
    }

    @TempDir
    Path temp;

    private final List<Long> offsets = new ArrayList<>();
    private final List<ServerAddress> asked = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private PrivateDirectory files;

    @BeforeEach
    void makeFiles() {
        files = PrivateDirectory.at(temp.resolve("files"));
    }

    @Test
    void contentGetsItsNameOnceItIsWhole() throws Exception {
        assertThat(fetch(offset -> from(CONTENT, offset))).isEqualTo(Progress.DONE);
        assertThat(files.read("x", CONTENT.length)).contains(CONTENT);
        assertThat(files.names()).containsExactly("x");
    }

    @Test
    void contentIsFetchedOnce() throws Exception {
        fetch(offset -> from(CONTENT, offset));
        fetch(offset -> {
            throw new IOException("asked again");
        });
        assertThat(offsets).containsExactly(0L);
    }

    @Test
    void contentWithAnotherDigestIsRefusedAndNothingOfItKept() {
        byte[] other = CONTENT.clone();
        other[100] = 1;
        assertThatThrownBy(() -> fetch(offset -> from(other, offset)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not what its digest");
        assertThat(files.names()).isEmpty();
    }

    @Test
    void endlessContentIsBrokenOff() {
        long[] delivered = {0};
        assertThatThrownBy(() -> fetch(offset -> new InputStream() {
                    @Override
                    public int read() {
                        delivered[0]++;
                        return 7;
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
        assertThat(delivered[0]).isLessThan(2L * CONTENT.length * 2);
        assertThat(files.names()).isEmpty();
    }

    @Test
    void brokenTransferGoesOnWhereItStopped() throws Exception {
        assertThatThrownBy(() -> fetch(offset -> upTo(200_000, offset))).isInstanceOf(IOException.class);
        assertThat(fetch(offset -> from(CONTENT, offset))).isEqualTo(Progress.DONE);
        assertThat(offsets.get(offsets.size() - 1)).isEqualTo(200_000L);
    }

    @Test
    void otherSideWithoutRangesIsTakenFromTheBeginning() throws Exception {
        assertThatThrownBy(() -> fetch(offset -> upTo(200_000, offset))).isInstanceOf(IOException.class);
        Contents contents = contents((offset) -> new Transport.Body(from(CONTENT, 0), 0));
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false))
                .isEqualTo(Progress.DONE);
        assertThat(files.read("x", CONTENT.length)).contains(CONTENT);
    }

    @Test
    void pausedTransferKeepsWhatItHas() throws Exception {
        Contents contents = contents(offset -> new Transport.Body(from(CONTENT, offset), offset));
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> true))
                .isEqualTo(Progress.PAUSED);
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false))
                .isEqualTo(Progress.DONE);
        assertThat(offsets.get(1)).isPositive();
    }

    @Test
    void pathThatFailsIsFollowedByTheNext() throws Exception {
        Contents contents = contents(offset -> {
            if (asked.size() == 1) {
                throw new IOException("gone");
            }
            return new Transport.Body(from(CONTENT, offset), offset);
        });
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false))
                .isEqualTo(Progress.DONE);
        assertThat(asked).extracting(ServerAddress::host).containsExactly("relay", "server");
    }

    @Test
    void pathThatIsBusyIsAskedAgainAndNoOther() throws Exception {
        Contents contents = contents(offset -> {
            if (asked.size() <= 3) {
                throw busy(30);
            }
            return new Transport.Body(from(CONTENT, offset), offset);
        });
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false))
                .isEqualTo(Progress.DONE);
        assertThat(asked).extracting(ServerAddress::host).containsOnly("relay");
        Duration all = slept.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(136));
        assertThat(all.toMillis() % 1000).as("jitter").isNotZero();
    }

    @Test
    void pathThatIsBusyForEverIsLeft() throws Exception {
        Contents contents = contents(offset -> {
            if (asked.get(asked.size() - 1).host().equals("relay")) {
                throw busy(1);
            }
            return new Transport.Body(from(CONTENT, offset), offset);
        });
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false))
                .isEqualTo(Progress.DONE);
        assertThat(asked).hasSize(Patience.MAX_VISITS + 2);
    }

    @Test
    void aDayIsTooLongToWait() throws Exception {
        Contents contents = contents(offset -> {
            if (asked.size() == 1) {
                throw busy(86_400);
            }
            return new Transport.Body(from(CONTENT, offset), offset);
        });
        contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false);
        assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofMinutes(8));
    }

    @Test
    void unavailableWithoutAWordOfLaterIsAFailure() throws Exception {
        Contents contents = contents(offset -> {
            if (asked.size() == 1) {
                throw new UnexpectedStatusException("relay", 503, 0);
            }
            return new Transport.Body(from(CONTENT, offset), offset);
        });
        contents.fetch(DIGEST, CONTENT.length, files, "x", () -> false);
        assertThat(asked).extracting(ServerAddress::host).containsExactly("relay", "server");
        assertThat(slept).isEmpty();
    }

    @Test
    void pauseEndsTheWait() throws Exception {
        Contents contents = contents(offset -> {
            throw busy(300);
        });
        assertThat(contents.fetch(DIGEST, CONTENT.length, files, "x", () -> slept.size() == 3))
                .isEqualTo(Progress.PAUSED);
        assertThat(slept).hasSize(3);
    }

    private static UnexpectedStatusException busy(int seconds) {
        return new UnexpectedStatusException("relay", 503, seconds);
    }

    private interface Source {
        InputStream open(long offset) throws IOException;
    }

    private interface BodySource {
        Transport.Body open(long offset) throws IOException;
    }

    private Progress fetch(Source source) throws IOException {
        return contents(offset -> new Transport.Body(source.open(offset), offset))
                .fetch(DIGEST, CONTENT.length, files, "x", () -> false);
    }

    private Contents contents(BodySource source) {
        Transport transport = new Transport() {
            @Override
            public byte[] post(ServerAddress to, String path, String type, byte[] body, int max) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Body get(ServerAddress from, String path, long offset) throws IOException {
                offsets.add(offset);
                asked.add(from);
                return source.open(offset);
            }

            @Override
            public long size(ServerAddress at, String path) {
                throw new UnsupportedOperationException();
            }
        };
        List<ServerAddress> servers = List.of(new ServerAddress("relay", 1), new ServerAddress("server", 2));
        return new Contents(
                transport, new Paths(servers, PrivateDirectory.at(temp.resolve("link"))), new Random(3), slept::add);
    }

    private static InputStream upTo(int end, long offset) {
        return new ByteArrayInputStream(CONTENT, (int) offset, end - (int) offset);
    }

    private static InputStream from(byte[] bytes, long offset) {
        return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    }
}
