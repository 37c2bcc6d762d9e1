package io.fettle.gateway;

import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /bootstrap/ca.pem}: the root certificate, to be held against a fingerprint that came another way. */
@Admits(value = Guest.ANYBODY, inTheClear = Guest.ANYBODY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=RootCertificateServlet",
            "osgi.http.whiteboard.servlet.pattern=/ca.pem",
            BootstrapContext.SELECT
        })
public final class RootCertificateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LINE = 64;

    private final transient Network network;

    @Activate
    public RootCertificateServlet(@Reference Network network) {
        this.network = network;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(network.rootCertificate());
        String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        Http.answer(response, "application/x-pem-file", pem.getBytes(StandardCharsets.US_ASCII));
    }
}
