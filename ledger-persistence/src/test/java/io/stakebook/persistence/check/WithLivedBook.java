package io.stakebook.persistence.check;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one book that lived: made for the first that asks, closed after the last. Nobody writes to it. */
final class WithLivedBook implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LivedBook.class;
    }

    @Override
    public LivedBook resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(WithLivedBook.class))
                .getOrComputeIfAbsent(LivedBook.class, any -> new LivedBook(), LivedBook.class);
    }
}
