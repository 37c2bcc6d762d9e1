package io.fettle.rest.access;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import javax.servlet.http.HttpServletRequest;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** Hands the admitted visitor to methods that ask for {@code @Context Visitor}. */
public final class VisitorProvider implements ContextProvider<Visitor> {
    @Override
    public Visitor createContext(Message message) {
        if (message.get(AbstractHTTPDestination.HTTP_REQUEST) instanceof HttpServletRequest request
                && request.getAttribute(AccessFilter.VISITOR) instanceof Visitor visitor) {
            return visitor;
        }
        throw new FettleException(RestError.NOT_LOGGED_IN, "Log in at POST /api/v1/session");
    }
}
