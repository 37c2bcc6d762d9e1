package io.fettle.gateway;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nothing secret travels in the clear: a credential sent to 8020 is refused, and said so in the audit. */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=fettle-*)"
        })
public final class NoCredentialsFilter implements Filter {
    private final Doorkeeper doorkeeper;

    @Activate
    public NoCredentialsFilter(@Reference Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.isSecure() && request instanceof HttpServletRequest http && carriesCredential(http)) {
            doorkeeper.refused(http, "credential.in_the_clear");
            Http.fail((HttpServletResponse) response, HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean carriesCredential(HttpServletRequest request) {
        return request.getHeader("Authorization") != null
                || request.getHeader("Cookie") != null
                || request.getHeader("X-CSRF-Token") != null;
    }
}
