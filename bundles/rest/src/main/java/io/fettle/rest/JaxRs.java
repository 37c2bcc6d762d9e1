package io.fettle.rest;

import io.fettle.rest.access.AccessFilter;
import io.fettle.rest.access.VisitorProvider;
import io.fettle.rest.body.JsonBody;
import io.fettle.rest.problem.ProblemMapper;
import io.fettle.rest.route.Resource;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import javax.servlet.ServletConfig;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.jspecify.annotations.Nullable;

/** CXF with a bus of its own, reached through one servlet only. */
final class JaxRs {
    private final Bus bus;
    private final Server server;
    private final CXFNonSpringServlet servlet;

    JaxRs(List<? extends Resource> resources, AccessFilter access, ServletConfig config) throws ServletException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JaxRs.class.getClassLoader());
        try {
            bus = new CXFBusFactory().createBus();
            // Nobody turns a GET into a DELETE by a header or parameter.
            bus.setProperty("org.apache.cxf.jaxrs.allow.http.method.override", false);
            servlet = new CXFNonSpringServlet();
            servlet.setBus(bus);
            servlet.init(new Settings(config));
            server = server(resources, access);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Server server(List<? extends Resource> resources, AccessFilter access) {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/v1");
        factory.setServiceBeans(List.copyOf(resources));
        factory.setProviders(List.of(access, new VisitorProvider(), new ProblemMapper(), new JsonBody()));
        return factory.create();
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        servlet.service(request, response);
    }

    void stop() {
        server.destroy();
        servlet.destroy();
        bus.shutdown(false);
    }

    /** CXF's servlet as we want it: no list of services, addresses never learnt from requests, no forwarded headers. */
    private record Settings(ServletConfig config) implements ServletConfig {
        private static final Map<String, String> PARAMETERS = Map.of(
                "hide-service-list-page", "true",
                "disable-address-updates", "true",
                "use-x-forwarded-headers", "false");

        @Override
        public String getServletName() {
            return config.getServletName();
        }

        @Override
        public ServletContext getServletContext() {
            return config.getServletContext();
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return PARAMETERS.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(PARAMETERS.keySet());
        }
    }
}
