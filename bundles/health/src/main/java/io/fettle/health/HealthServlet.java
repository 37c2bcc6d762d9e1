package io.fettle.health;

import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.spi.health.HealthCheck.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: 200 where it should be given traffic, 503 where not, and
 * which checks say so. Names and yes or no only: anybody may ask.
 */
@Admits(value = Guest.ANYBODY, inTheClear = Guest.ANYBODY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=HealthServlet",
            "osgi.http.whiteboard.servlet.pattern=/*",
            HealthContext.SELECT
        })
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Readiness readiness;

    @Activate
    public HealthServlet(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/live" -> answer(response, HttpServletResponse.SC_OK, "{\"live\":true}");
            case "/ready" -> answerReady(response, readiness.ask());
            default -> answer(response, HttpServletResponse.SC_NOT_FOUND, "{}");
        }
    }

    private static void answerReady(HttpServletResponse response, Map<String, Result> results) throws IOException {
        boolean ready = results.values().stream().allMatch(Result::ready);
        String checks = results.entrySet().stream()
                .map(e -> '"' + e.getKey() + "\":" + e.getValue().ready())
                .collect(Collectors.joining(","));
        answer(
                response,
                ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "{\"ready\":" + ready + ",\"checks\":{" + checks + "}}");
    }

    private static void answer(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
