import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';

import type { Contract, ContractData } from './contract.js';

const compiled = new WeakMap<Contract, TypeCheck<Contract['data']>>();

function checkOf(contract: Contract): TypeCheck<Contract['data']> {
  let check = compiled.get(contract);
  if (check === undefined) {
    check = TypeCompiler.Compile(contract.data);
    compiled.set(contract, check);
  }
  return check;
}

/** Whether data has the shape that the contract promises. Fields it does not name are left alone. */
export function fulfils<C extends Contract>(contract: C, data: unknown): data is ContractData<C> {
  return checkOf(contract).Check(data);
}

const mostNamed = 10;

/** Where data breaks the contract: paths and what was expected, never the value, which may be anything. */
export function breaches(contract: Contract, data: unknown): readonly string[] {
  return [...checkOf(contract).Errors(data)]
    .slice(0, mostNamed)
    .map(({ path, message }) => `${path || '/'}: ${message}`);
}
