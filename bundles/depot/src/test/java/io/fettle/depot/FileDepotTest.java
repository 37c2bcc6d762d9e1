package io.fettle.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import io.fettle.api.content.Depot;
import io.fettle.api.content.DepotFigures;
import io.fettle.spi.content.BusyOriginException;
import io.fettle.spi.content.ContentOrigin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDepotTest {
    private static final byte[] CONTENT = random(300_000);
    private static final Digest DIGEST = Digest.of(CONTENT);

    private final List<ContentOrigin> origins = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong space = new AtomicLong(Long.MAX_VALUE / 2);
    private final List<FileDepot> started = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws InterruptedException {
        for (FileDepot depot : started) {
            depot.stop();
        }
    }

    @Test
    void twoHundredCallersCauseOneFetch() throws Exception {
        FileDepot depot = depot();
        CountDownLatch mayDeliver = new CountDownLatch(1);
        FakeOrigin origin = origin(CONTENT);
        origin.beforeOpen = () -> await(mayDeliver);
        List<CompletableFuture<Path>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(depot.fetch(DIGEST));
        }
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        mayDeliver.countDown();
        for (CompletableFuture<Path> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS)).hasBinaryContent(CONTENT);
        }
        assertThat(origin.offsets).containsExactly(0L);
    }

    @Test
    void aCutDownloadGoesOnWhereItStopped() throws IOException {
        FileDepot depot = depot();
        FakeOrigin origin = origin(CONTENT);
        origin.deliver = 100_000;

        assertThat(fetch(depot)).hasBinaryContent(CONTENT);
        assertThat(origin.offsets).containsExactly(0L, 100_000L, 200_000L);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void figuresTellWhatIsHeldAskedForAndPulled() throws IOException {
        FileDepot depot = depot();
        assertThat(depot.figures()).isEqualTo(new DepotFigures(0, 0, 0, 0, 0, Instant.EPOCH));
        FakeOrigin origin = origin(CONTENT);
        origin.deliver = 200_000;
        for (int i = 0; i < 3; i++) {
            fetch(depot);
        }
        assertThat(depot.figures()).isEqualTo(new DepotFigures(1, CONTENT.length, 3, 1, CONTENT.length, Instant.EPOCH));
        assertThat(depot().figures()).isEqualTo(new DepotFigures(1, CONTENT.length, 0, 0, 0, Instant.EPOCH));
    }

    @Test
    void listenersHearOnceOfWhatLandsWhicheverWayItCame() throws IOException {
        FileDepot depot = depot();
        List<Digest> heard = new CopyOnWriteArrayList<>();
        depot.listener(digest -> {
            assertThat(depot.holds(digest)).isTrue();
            heard.add(digest);
            throw new IllegalStateException("listeners may be broken");
        });
        origin(CONTENT);
        fetch(depot);
        fetch(depot);
        byte[] own = {1, 2, 3};
        depot.put(Digest.of(own), own.length, new ByteArrayInputStream(own));
        depot.put(Digest.of(own), own.length, new ByteArrayInputStream(own));
        byte[] other = {4};
        depot.put(new ByteArrayInputStream(other), 10);
        depot.put(new ByteArrayInputStream(other), 10);
        assertThat(heard).containsExactly(DIGEST, Digest.of(own), Digest.of(other));
    }

    @Test
    void whatIsHeldIsListed() throws IOException {
        FileDepot depot = depot();
        List<Digest> held = new ArrayList<>();
        depot.each(held::add);
        assertThat(held).isEmpty();
        origin(CONTENT);
        fetch(depot);
        byte[] own = {1, 2, 3};
        depot.put(Digest.of(own), own.length, new ByteArrayInputStream(own));
        Files.write(depot.file(DIGEST).orElseThrow().resolveSibling("odd"), own);
        depot.each(held::add);
        assertThat(held).containsExactlyInAnyOrder(DIGEST, Digest.of(own));
    }

    @Test
    void damagedContentIsNoLongerCounted() throws IOException {
        FileDepot depot = depot();
        origin(CONTENT);
        fetch(depot);
        assertThat(depot.figures().files()).isEqualTo(1);
        Files.write(depot.file(DIGEST).orElseThrow(), new byte[CONTENT.length]);
        assertThatThrownBy(() -> depot.open(DIGEST).orElseThrow().readAllBytes())
                .isInstanceOf(IOException.class);
        assertThat(depot.figures().files()).isZero();
        assertThat(depot.figures().bytes()).isZero();
    }

    @Test
    void anotherDepotOverTheSameDirectoryGoesOnAfterARestart() throws IOException {
        FakeOrigin origin = origin(CONTENT);
        origin.deliver = 50_000;
        origin.opensLeft = 2;
        FileDepot before = depot();
        assertFails(before, ContentError.ORIGIN_FAILED);
        assertThat(before.holds(DIGEST)).isFalse();

        origin.opensLeft = 100;
        origin.deliver = CONTENT.length;
        origin.offsets.clear();
        assertThat(fetch(depot())).hasBinaryContent(CONTENT);
        assertThat(origin.offsets).containsExactly(100_000L);
    }

    @Test
    void anOriginThatCanNotResumeStartsOver() throws IOException {
        FakeOrigin origin = origin(CONTENT);
        origin.deliver = 100_000;
        origin.resumes = false;
        origin.afterOpen = () -> origin.deliver = CONTENT.length;

        assertThat(fetch(depot())).hasBinaryContent(CONTENT);
    }

    @Test
    void contentWithTheWrongDigestIsNeverOffered() throws IOException {
        byte[] forged = CONTENT.clone();
        forged[1234] ^= 1;
        FileDepot depot = depot();
        origin(forged);

        assertFails(depot, ContentError.ORIGIN_FAILED);
        assertThat(depot.holds(DIGEST)).isFalse();
        assertThat(depot.open(DIGEST)).isEmpty();
        assertThat(visibleFiles()).isEmpty();
    }

    @Test
    void anHonestOriginDeliversThoughAForgingOneComesFirst() throws IOException {
        FakeOrigin forger = origin(new byte[CONTENT.length]);
        forger.deliver = 70_000;
        FakeOrigin honest = origin(CONTENT);

        assertThat(fetch(depot())).hasBinaryContent(CONTENT);
        assertThat(honest.offsets).containsExactly(70_000L, 0L);
    }

    @Test
    void oneByteTooManyIsAnError() {
        FakeOrigin origin = origin(Arrays.copyOf(CONTENT, CONTENT.length + 1));
        origin.promised = CONTENT.length;
        FileDepot depot = depot();

        assertFails(depot, ContentError.ORIGIN_FAILED);
        assertThat(depot.holds(DIGEST)).isFalse();
    }

    @Test
    void endlessContentEndsAtThePromisedSize() {
        FakeOrigin origin = origin(CONTENT);
        origin.stream = () -> new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };
        assertFails(depot(), ContentError.ORIGIN_FAILED);
    }

    @Test
    void aDrippingOriginIsLeft() {
        FakeOrigin origin = origin(CONTENT);
        origin.stream = () -> new ByteArrayInputStream(CONTENT) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                nanos.addAndGet(Duration.ofSeconds(2).toNanos());
                return super.read(buffer, offset, Math.min(length, 100));
            }
        };
        FileDepot depot = depot();
        assertThatThrownBy(() -> fetch(depot)).hasMessageContaining("slower than 1 KiB/s");
    }

    @Test
    void whatNobodyKnowsIsUnknownAtOnce() {
        assertFails(depot(), ContentError.UNKNOWN_CONTENT);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aFullDiskIsSaidSo() {
        origin(CONTENT);
        space.set(CONTENT.length + 500);
        assertFails(depot(), ContentError.NO_SPACE);
    }

    @Test
    void whoWaitsNoLongerIsForgottenAndTheDownloadGoesOn() throws Exception {
        CountDownLatch mayDeliver = new CountDownLatch(1);
        FakeOrigin origin = origin(CONTENT);
        origin.beforeOpen = () -> await(mayDeliver);
        FileDepot depot = depot();
        CompletableFuture<Path> patient = depot.fetch(DIGEST);
        for (int i = 0; i < 1_000; i++) {
            depot.fetch(DIGEST).cancel(false);
        }

        assertThat(depot.waiting(DIGEST)).isEqualTo(1);
        mayDeliver.countDown();
        assertThat(patient.get(20, TimeUnit.SECONDS)).hasBinaryContent(CONTENT);
        assertThat(origin.offsets).containsExactly(0L);
        assertThat(depot.waiting(DIGEST)).isZero();
    }

    @Test
    void aDepotThatStopsTellsWhoWaits() throws Exception {
        CountDownLatch mayDeliver = new CountDownLatch(1);
        FakeOrigin origin = origin(CONTENT);
        origin.beforeOpen = () -> await(mayDeliver);
        FileDepot depot = depot();
        CompletableFuture<Path> waiting = depot.fetch(DIGEST);
        Thread stop = new Thread(() -> {
            try {
                depot.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        stop.start();
        assertFails(waiting, ContentError.STILL_FETCHING);
        mayDeliver.countDown();
        stop.join(20_000);
        assertFails(depot.fetch(DIGEST), ContentError.STILL_FETCHING);
    }

    @Test
    void anOriginThatAsksForPatienceHasNotFailed() throws IOException {
        FakeOrigin origin = origin(CONTENT);
        origin.busyAnswers = 20;

        assertThat(fetch(depot())).hasBinaryContent(CONTENT);
        assertThat(pauses).hasSize(20).containsOnly(Duration.ofMillis(37_500));
    }

    @Test
    void patienceEnds() {
        FakeOrigin origin = origin(CONTENT);
        origin.busyAnswers = Integer.MAX_VALUE;

        assertFails(depot(), ContentError.ORIGIN_FAILED);
        assertThat(pauses).hasSize(Retries.MAX_BUSY);
    }

    @Test
    void whatAnOriginAsksForIsBounded() throws InterruptedException {
        Retries retries = new Retries(9, Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0, pauses::add);
        retries.pauseWhileBusy(Duration.ZERO);
        retries.pauseWhileBusy(Duration.ofDays(400));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMinutes(2));
    }

    @Test
    void pausesGrowAreCappedAndJittered() throws InterruptedException {
        Retries retries = new Retries(9, Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0.5, pauses::add);
        for (int round = 1; round <= 8; round++) {
            retries.pauseAfter(round);
        }
        assertThat(pauses.get(0)).isEqualTo(Duration.ofMillis(750));
        assertThat(pauses.get(7)).isEqualTo(Duration.ofMillis(22_500));
    }

    @Test
    void putChecksDigestAndSize() throws IOException {
        FileDepot depot = depot();
        assertThatThrownBy(() -> depot.put(DIGEST, CONTENT.length, new ByteArrayInputStream(new byte[10])))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(ContentError.DIGEST_MISMATCH));
        assertThatThrownBy(() -> depot.put(DIGEST, 10, new ByteArrayInputStream(CONTENT)))
                .isInstanceOf(FettleException.class);
        assertThat(depot.holds(DIGEST)).isFalse();

        depot.put(DIGEST, CONTENT.length, new ByteArrayInputStream(CONTENT));
        assertThat(depot.size(DIGEST)).contains((long) CONTENT.length);
        assertThat(depot.file(DIGEST)).isPresent();
    }

    @Test
    void putTellsTheDigestWithinItsBound() throws IOException {
        FileDepot depot = depot();
        assertThatThrownBy(() -> depot.put(new ByteArrayInputStream(CONTENT), CONTENT.length - 1))
                .isInstanceOf(FettleException.class);
        assertThat(depot.put(new ByteArrayInputStream(CONTENT), CONTENT.length)).isEqualTo(DIGEST);
        assertThat(depot.put(new ByteArrayInputStream(CONTENT), CONTENT.length)).isEqualTo(DIGEST);
    }

    @Test
    void damageOnDiskIsNoticedAndFetchedAgain() throws IOException {
        FileDepot depot = depot();
        depot.put(DIGEST, CONTENT.length, new ByteArrayInputStream(CONTENT));
        byte[] damaged = CONTENT.clone();
        damaged[7] ^= 1;
        Files.write(depot.file(DIGEST).orElseThrow(), damaged);

        assertThatThrownBy(() -> depot.open(DIGEST).orElseThrow().readAllBytes())
                .hasMessageContaining("damaged");
        assertThat(depot.holds(DIGEST)).isFalse();
        origin(CONTENT);
        assertThat(fetch(depot)).hasBinaryContent(CONTENT);
    }

    @Test
    void leftoversOfAnInterruptedWriteAreDropped() throws IOException {
        FileDepot depot = depot();
        depot.put(new ByteArrayInputStream(CONTENT), CONTENT.length);
        Path leftover = Files.createFile(directory.resolve("depot/incoming/leftover"));

        depot().put(new ByteArrayInputStream(new byte[1]), 1);
        assertThat(leftover).doesNotExist();
        assertThat(depot.holds(DIGEST)).isTrue();
    }

    @Test
    void aSymbolicLinkIsNotContent() throws IOException {
        FileDepot depot = depot();
        depot.put(new ByteArrayInputStream(new byte[1]), 1);
        Path folder = Files.createDirectories(
                directory.resolve("depot").resolve(DIGEST.hex().substring(0, 2)));
        Files.createSymbolicLink(folder.resolve(DIGEST.hex()), Files.createFile(directory.resolve("secret")));
        assertThat(depot.holds(DIGEST)).isFalse();
        assertThat(depot.file(DIGEST)).isEmpty();
        assertThat(depot.open(DIGEST)).isEmpty();
    }

    private List<Path> visibleFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertFails(Depot depot, ContentError code) {
        assertFails(depot.fetch(DIGEST), code);
    }

    private static void assertFails(CompletableFuture<Path> fetched, ContentError code) {
        assertThatThrownBy(() -> ended(fetched)).isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static Path fetch(Depot depot) throws IOException {
        return ended(depot.fetch(DIGEST));
    }

    /** What a caller that blocks would see. */
    private static Path ended(CompletableFuture<Path> fetched) throws IOException {
        try {
            return fetched.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FettleException known) {
                throw known;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private FileDepot depot() {
        Retries retries = new Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0.5, pauses::add);
        FileDepot depot = new FileDepot(
                new ContentFiles(directory.resolve("depot"), 1_000, space::get, Clock.systemUTC()),
                retries,
                nanos::get,
                () -> origins);
        started.add(depot);
        return depot;
    }

    private FakeOrigin origin(byte[] bytes) {
        FakeOrigin origin = new FakeOrigin(bytes);
        origins.add(origin);
        return origin;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Delivers given bytes for {@link #DIGEST}, as badly as it is told to. */
    private static final class FakeOrigin implements ContentOrigin, ContentOrigin.Location {
        private final byte[] bytes;
        private final List<Long> offsets = new CopyOnWriteArrayList<>();
        private long promised;
        private int deliver;
        private int opensLeft = 100;
        private int busyAnswers;
        private boolean resumes = true;
        private Runnable beforeOpen = () -> {};
        private Runnable afterOpen = () -> {};
        private java.util.function.Supplier<InputStream> stream;

        FakeOrigin(byte[] bytes) {
            this.bytes = bytes;
            this.promised = bytes.length;
            this.deliver = bytes.length;
        }

        @Override
        public java.util.Optional<Location> locate(Digest digest) {
            return digest.equals(DIGEST) ? java.util.Optional.of(this) : java.util.Optional.empty();
        }

        @Override
        public long size() throws IOException {
            if (busyAnswers > 0) {
                busyAnswers--;
                throw new BusyOriginException(Duration.ofSeconds(30), new IOException("still fetching"));
            }
            return promised;
        }

        @Override
        public String name() {
            return "fake " + System.identityHashCode(this);
        }

        @Override
        public Body open(long offset) throws IOException {
            beforeOpen.run();
            if (opensLeft-- <= 0) {
                throw new IOException("connection refused");
            }
            offsets.add(offset);
            long from = resumes ? offset : 0;
            int end = (int) Math.min(bytes.length, from + deliver);
            byte[] part = Arrays.copyOfRange(bytes, (int) from, end);
            afterOpen.run();
            return new Body(from, stream == null ? new ByteArrayInputStream(part) : stream.get());
        }
    }
}
