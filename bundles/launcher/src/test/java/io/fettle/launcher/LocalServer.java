package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server with a certificate that was made for it, and the state of an instance that makes it this one's server. */
final class LocalServer implements AutoCloseable {
    private static @Nullable KeyStore keys;

    private final Instance instance;
    private final HttpsServer server;

    LocalServer(Instance instance, HttpHandler answers) throws Exception {
        this.instance = instance;
        KeyStore keys = keys();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", answers);
        server.start();
        Files.createDirectories(instance.state("server").resolve("pki"));
        Files.writeString(instance.state("server").resolve("local-admin.token"), "token-1\n");
        trust(keys);
        settings().save(instance);
        pretendToRun();
    }

    Settings settings() {
        return new Settings(server.getAddress().getPort() - Instance.https(0), BindAddress.USUAL);
    }

    /** Makes this the certificate that the instance's server is known by. */
    void trust(KeyStore keys) throws Exception {
        Files.writeString(
                Api.rootCertificate(instance),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("own").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** Made once, because that takes seconds. */
    private static synchronized KeyStore keys() throws Exception {
        KeyStore known = keys;
        if (known == null) {
            Path directory = Files.createTempDirectory("fettle-keys");
            Path file = directory.resolve("keys.p12");
            known = selfSigned(file);
            keys = known;
            Files.delete(file);
            Files.delete(directory);
        }
        return known;
    }

    static KeyStore selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    /** This process stands for it. */
    private void pretendToRun() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long began = self.info().startInstant().orElseThrow().toEpochMilli();
        Files.writeString(instance.state("server").resolve("process"), self.pid() + " " + began + "\n");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
