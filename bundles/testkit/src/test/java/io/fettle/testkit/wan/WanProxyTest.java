package io.fettle.testkit.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WanProxyTest {
    private static final long SEED = 7;
    private static final int MANY = 300_000;
    private static final int LIMIT_MILLIS = 20_000;

    private EchoServer server;
    private WanProxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = new EchoServer();
        proxy = WanProxy.to(server.port(), SEED);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void carriesAndCountsBothWays() throws IOException {
        byte[] sent = bytes(MANY);
        assertThat(echoed(proxy, sent)).isEqualTo(sent);
        assertThat(proxy.carriedUp()).isEqualTo(MANY);
        assertThat(proxy.carriedDown()).isEqualTo(MANY);
    }

    @Test
    void aCutBreaksWhatIsOpenAndRefusesWhatIsNew() throws IOException {
        try (Socket socket = connect(proxy)) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            proxy.cut();
            assertThatThrownBy(() -> readToTheEnd(socket)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> echoed(proxy, bytes(10))).isInstanceOf(IOException.class);
        assertThat(proxy.carriedUp()).isEqualTo(1);
    }

    @Test
    void carriesAgainWhenItIsMended() throws IOException {
        proxy.cut();
        proxy.mend();
        byte[] sent = bytes(1000);
        assertThat(echoed(proxy, sent)).isEqualTo(sent);
    }

    @Test
    void cutsInTheMiddleOfWhatComesDown() throws IOException {
        proxy.cutAfter(MANY / 2);
        assertThatThrownBy(() -> echoed(proxy, bytes(MANY))).isInstanceOf(IOException.class);
        assertThat(proxy.isCut()).isTrue();
        assertThat(proxy.carriedDown()).isBetween(MANY / 2L, MANY - 1L);
    }

    @Test
    void delaysEachWay() throws IOException {
        proxy.weather(Weather.FINE.delayed(Duration.ofMillis(150)));
        long start = System.nanoTime();
        echoed(proxy, bytes(10));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aNarrowLineTakesItsTime() throws IOException {
        proxy.weather(Weather.FINE.throttled(1_000_000));
        long start = System.nanoTime();
        byte[] sent = bytes(MANY);
        assertThat(echoed(proxy, sent)).isEqualTo(sent);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(280));
    }

    @Test
    void corruptsByTheSeedAlone() throws IOException {
        byte[] sent = bytes(MANY);
        byte[] first = corrupted(SEED, sent);
        assertThat(first).hasSameSizeAs(sent).isNotEqualTo(sent);
        assertThat(differences(first, sent)).isBetween(10, 200);
        assertThat(corrupted(SEED, sent)).isEqualTo(first);
        assertThat(corrupted(SEED + 1, sent)).isNotEqualTo(first);
    }

    private byte[] corrupted(long seed, byte[] sent) throws IOException {
        try (WanProxy noisy = WanProxy.to(server.port(), seed)) {
            noisy.weather(Weather.FINE.corrupting(10_000));
            return echoed(noisy, sent);
        }
    }

    private static int differences(byte[] a, byte[] b) {
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            count += a[i] == b[i] ? 0 : 1;
        }
        return count;
    }

    private static byte[] echoed(WanProxy through, byte[] sent) throws IOException {
        try (Socket socket = connect(through)) {
            WanProxy.daemon("sender", () -> {
                try {
                    socket.getOutputStream().write(sent);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    // The reader notices.
                }
            });
            byte[] back = readToTheEnd(socket);
            if (back.length < sent.length) {
                throw new IOException("The line ended early");
            }
            return back;
        }
    }

    private static byte[] readToTheEnd(Socket socket) throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    private static Socket connect(WanProxy through) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), through.port());
        socket.setSoTimeout(LIMIT_MILLIS);
        return socket;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }
}
