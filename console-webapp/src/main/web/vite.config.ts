import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  logLevel: process.env.CI ? 'warn' : 'info',
  build: {
    outDir: process.env.OUT_DIR ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy takes fonts and scripts from files only.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'patternfly', test: /node_modules[\\/]@patternfly[\\/]/ },
            { name: 'vendor', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/ },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8181' } },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test-setup.ts'],
    reporters: process.env.CI ? ['dot'] : ['default'],
    server: { deps: { inline: [/@patternfly\/.*/] } },
  },
});
