package io.fettle.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.trust.PeerRole;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz".getBytes(US_ASCII);
    private static final byte[] FAR = "far away".getBytes(US_ASCII);

    @TempDir
    Path directory;

    private GatewayRig rig;
    private String path;

    @BeforeEach
    void start() throws Exception {
        rig = new GatewayRig(directory);
        rig.peers.know(new NamedCertificate("computer"), FakePeers.peer(PeerRole.AGENT, "computer-1"));
        rig.peers.know(new NamedCertificate("relay"), FakePeers.peer(PeerRole.RELAY, "relay-1"));
        path = GatewayRig.contentPath(rig.depot.hold(ALPHABET));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"computer", "relay"})
    void whoeverHasACertificateGetsTheWhole(String certificate) throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.secure(path, certificate));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ALPHABET);
        assertThat(header(response, "ETag")).isEqualTo('"' + Digest.of(ALPHABET).hex() + '"');
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,a,bytes 0-0/26",
        "bytes=23-,xyz,bytes 23-25/26",
        "bytes=1-3,bcd,bytes 1-3/26",
        "bytes=24-99,yz,bytes 24-25/26"
    })
    void oneRangeIsSentAlone(String range, String body, String told) throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.plain(path).header("Range", range));
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(new String(response.body(), US_ASCII)).isEqualTo(body);
        assertThat(header(response, "Content-Range")).isEqualTo(told);
        assertThat(header(response, "Content-Length")).isEqualTo("" + body.length());
    }

    @Test
    void rangeBehindTheEndIsAnsweredWithTheSize() throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.plain(path).header("Range", "bytes=26-"));
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */26");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-5", "bytes=5-1", "bytes=0-1,3-4", "lines=1-2", "nonsense"})
    void nonsenseRangeIsAnsweredWithTheWhole(String range) throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.plain(path).header("Range", range));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ALPHABET);
    }

    @Test
    void headTellsTheSizeAndSendsNothing() throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.secure(path, "computer").method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("26");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void emptyContentIsContentToo() throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.plain(GatewayRig.contentPath(rig.depot.hold(new byte[0]))));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("0");
    }

    @Test
    void tlsPortSendsNothingToStrangersNotEvenWhatIsHeld() throws Exception {
        for (HttpRequest.Builder request : new HttpRequest.Builder[] {rig.secure(path), rig.secure(path, "stranger")}) {
            HttpResponse<byte[]> response = rig.send(request);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEmpty();
        }
        assertThat(rig.actions()).containsExactly("content.refused");
    }

    @Test
    void whatIsNotHeldIsPulledThroughForAKnownPeer() throws Exception {
        String far = GatewayRig.contentPath(rig.depot.offerElsewhere(FAR));
        HttpResponse<byte[]> response = rig.send(rig.secure(far, "computer"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(FAR);
        assertThat(rig.depot.fetches).hasValue(1);
    }

    @Test
    void plainPortNeverFetches() throws Exception {
        String far = GatewayRig.contentPath(rig.depot.offerElsewhere(FAR));
        assertThat(rig.send(rig.plain(far)).statusCode()).isEqualTo(404);
        assertThat(rig.send(rig.plain(far).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(rig.send(rig.plain(far).header("X-Test-Certificate", "computer"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(rig.depot.fetches).hasValue(0);
    }

    @Test
    void whatNobodyHasIsNotFound() throws Exception {
        String nowhere = GatewayRig.contentPath(Digest.of(new byte[] {9}));
        assertThat(rig.send(rig.secure(nowhere, "computer")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/abc",
                "/ZZZZcf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad00",
                "/BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "/%2e%2e%2f%2e%2e%2fetc/passwd",
                "/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001%2fad"
            })
    void whatIsNotADigestNeverReachesTheDepot(String name) throws Exception {
        assertThat(rig.send(rig.secure("/content/v1" + name, "computer")).statusCode())
                .isBetween(400, 404);
        assertThat(rig.depot.fetches).hasValue(0);
    }

    @Test
    void contentCannotBeWritten() throws Exception {
        assertThat(rig.post(rig.secure(path, "computer"), new byte[1]).statusCode())
                .isEqualTo(405);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
