package io.fettle.gateway;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.Enrolment;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /agent/v1/enrol}: a machine asks to join. The only endpoint here that needs no certificate. */
@Admits(Guest.ANYBODY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=EnrolServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/enrol",
            AgentContext.SELECT
        })
public final class EnrolServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final int MAX_BODY = 32 * 1024;

    private final transient Enrolment enrolment;

    @Activate
    public EnrolServlet(@Reference Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isSecure()) {
            Http.fail(response, HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        enrol(enrolment, request, response, new Enrolment.Origin(request.getRemoteAddr(), ""));
    }

    static void enrol(
            Enrolment enrolment, HttpServletRequest request, HttpServletResponse response, Enrolment.Origin origin)
            throws IOException {
        Optional<byte[]> body = Http.body(request, response, MAX_BODY);
        if (body.isEmpty()) {
            return;
        }
        try {
            Http.answer(response, "application/json", enrolment.enrol(body.get(), origin));
        } catch (FettleException e) {
            Http.fail(response, e);
        }
    }
}
