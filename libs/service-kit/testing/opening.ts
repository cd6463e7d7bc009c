/** What waits until a test lets it go on. */
export function opening(): { readonly open: () => void; readonly isOpen: Promise<void> } {
  let open = (): void => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    open: () => {
      open();
    },
    isOpen,
  };
}
