import tseslint from 'typescript-eslint';

const castsPastTheCompiler = {
  selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword.typeAnnotation',
  message: 'A cast through unknown hides what the compiler would have said. Parse the value, or change the type.',
};
const defaultExports = {
  selector: 'ExportDefaultDeclaration',
  message: 'A default export has a different name in every file that imports it. Export by name.',
};
const enums = { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' };
const skippedTests = {
  selector:
    'CallExpression[callee.property.name=/^(only|skip|todo)$/][callee.object.name=/^(describe|it|test)$/], CallExpression[callee.name=/^(xit|xdescribe|xtest|fit|fdescribe)$/]',
  message: 'A test that is not run says nothing. Mend it or remove it.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', 'bench-results/', 'test-output/', 'libs/web/assets/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // Leaves files with decorators alone where a type is also metadata: Nest needs those classes at run time.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': 'allow-with-description', 'ts-check': false },
      ],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Rejecting and implementing an asynchronous port without waiting are both ordinary here.
      '@typescript-eslint/require-await': 'off',
      // A module, a controller with no state: Nest's classes are often empty.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', castsPastTheCompiler, defaultExports, enums, skippedTests],
    },
  },
  {
    // What a response holds is unknown to the compiler; if it has another shape, the expectation fails.
    files: ['**/*.spec.ts', 'tests/**/*.ts', '**/*.contract.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // The command line and the tools speak to the person who started them.
    files: ['apps/command-line/**/*.ts', 'tests/**/*.ts', 'infra/**/*.ts', 'tools/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.base],
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'no-restricted-syntax': ['error', skippedTests],
    },
  },
);
