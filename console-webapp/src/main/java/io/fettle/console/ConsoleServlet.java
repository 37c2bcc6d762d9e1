package io.fettle.console;

import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Serves the console over https, and over http nothing but the way there. The page may run its own scripts and talk to its own
 * server; the policy sent along takes everything else from it.
 */
@Admits(value = Guest.ANYBODY, inTheClear = Guest.ANYBODY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ConsoleServlet",
            "osgi.http.whiteboard.servlet.pattern=/*",
            ConsoleContext.SELECT
        })
public final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int PERMANENT_REDIRECT = 308;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final transient SecureAddress secure;
    private transient volatile @Nullable Site site;

    @Activate
    public ConsoleServlet(BundleContext context) {
        this(context.getProperty("fettle.https.port"));
    }

    ConsoleServlet(@Nullable String httpsPort) {
        secure = new SecureAddress(httpsPort);
    }

    @Override
    public void init() throws ServletException {
        try {
            site = new Site(ConsoleServlet.class.getClassLoader());
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        Site known = site;
        String method = request.getMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        // What is decoded here and what the client sent are the same for every path that exists.
        String path = request.getRequestURI();
        if (known == null || !reads) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (request.isSecure()) {
            answer(known.at(path), request, response);
        } else {
            lead(known.isPage(path) ? path : "", request, response);
        }
    }

    private void lead(String page, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> address = secure.of(request.getHeader("Host"), page, request.getQueryString());
        response.setHeader("Cache-Control", "no-store");
        address.ifPresent(to -> response.setHeader("Location", to));
        response.setStatus(address.isPresent() ? PERMANENT_REDIRECT : HttpServletResponse.SC_NOT_FOUND);
    }

    private static void answer(Optional<SiteFile> found, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        SiteFile file = found.get();
        boolean asGzip = file.compressed().isPresent() && takesGzip(request.getHeader("Accept-Encoding"));
        String tag = file.tag(asGzip);
        response.setHeader("Cache-Control", file.isImmutable() ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", tag);
        if (names(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = file.bytes(asGzip);
        response.setContentType(file.type());
        response.setContentLength(body.length);
        if (asGzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean takesGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.split(",", -1)) {
            if (coding.strip().matches("gzip(?:\\s*;\\s*q=(?:1(?:\\.0{0,3})?|0\\.\\d{0,2}[1-9]\\d{0,2}))?")) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(@Nullable String tags, String tag) {
        return tags != null && tags.contains(tag);
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
